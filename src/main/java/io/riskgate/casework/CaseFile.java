package io.riskgate.casework;

import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Reason;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A case with all that belongs to it.
 *
 * @param decisions gathered in it, newest first
 * @param recentTransactions of the account, newest first, whatever was decided
 * @param notes in the order they were written
 * @param history in the order it happened
 */
public record CaseFile(
        FraudCase fraudCase,
        List<Gathered> decisions,
        List<Recent> recentTransactions,
        List<Note> notes,
        List<Event> history) {

    public CaseFile {
        decisions = List.copyOf(decisions);
        recentTransactions = List.copyOf(recentTransactions);
        notes = List.copyOf(notes);
        history = List.copyOf(history);
    }

    /** A decision as the case shows it. */
    public record Gathered(
            UUID decisionId,
            String transactionId,
            DecisionOutcome outcome,
            @Nullable Double score,
            Money amount,
            String channel,
            Instant occurredAt,
            Instant decidedAt,
            List<Reason> reasons) {}

    /**
     * A transaction of the account.
     *
     * @param outcome what was decided, null for an imported one
     */
    public record Recent(
            String transactionId,
            Instant occurredAt,
            Money amount,
            String channel,
            @Nullable String merchantId,
            @Nullable DecisionOutcome outcome,
            @Nullable Double score) {}

    /** An amount in minor units, as in the contract. */
    public record Money(long value, String currency) {}

    /** What someone wrote. */
    public record Note(long id, String author, Instant at, String text) {}

    /** Something that happened to the case. */
    public record Event(String kind, String actor, Instant at, String detail) {}
}
