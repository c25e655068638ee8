package io.riskgate.casework;

import io.riskgate.policy.DecisionOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Which cases are wanted; null is any.
 *
 * @param outcome of one of its decisions
 * @param minScore of its largest score
 * @param from opened at or after
 * @param to opened before
 * @param overdue only those past their due time without a verdict
 */
public record CaseFilter(
        @Nullable CaseStatus status,
        @Nullable String assignee,
        Parties parties,
        @Nullable DecisionOutcome outcome,
        @Nullable Double minScore,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean overdue) {

    /** Who and what takes part in one of its decisions. */
    public record Parties(
            @Nullable String accountId,
            @Nullable String cardId,
            @Nullable String merchantId,
            @Nullable String deviceId) {}

    /** In which order. */
    public enum Sort {
        /** Largest amount at risk first. */
        AMOUNT_AT_RISK("amountAtRisk", "amount_at_risk", "float8", true),
        /** Newest first. */
        OPENED_AT("openedAt", "opened_at", "timestamptz", true),
        /** Due soonest first. */
        DUE_AT("dueAt", "due_at", "timestamptz", false);

        private final String field;
        private final String column;
        private final String type;
        private final boolean falling;

        Sort(String field, String column, String type, boolean falling) {
            this.field = field;
            this.column = column;
            this.type = type;
            this.falling = falling;
        }

        /** The name of the field in JSON. */
        public String field() {
            return field;
        }

        String column() {
            return column;
        }

        String orderBy() {
            return column + (falling ? " desc" : "") + ", case_id";
        }

        /* Rows after the one at the cursor, in this order. */
        String after() {
            return "(%1$s %2$s cast(:cursor as %3$s) or %1$s = cast(:cursor as %3$s) and case_id > :cursorId)"
                    .formatted(column, falling ? "<" : ">", type);
        }
    }
}
