package io.riskgate.casework;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.FieldFault;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds cases, page by page. */
@Component
class CaseSearch {

    private final JdbcClient jdbc;
    private final CaseRows rows;
    private final Clock clock;

    CaseSearch(JdbcClient jdbc, CaseRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
    }

    Page<FraudCase> page(
            CaseFilter filter, CaseFilter.Sort sort, @Nullable String after, int limit) {
        Conditions conditions = new Conditions();
        conditions.add("status = :status", "status", filter.status());
        conditions.add("assignee = :assignee", "assignee", filter.assignee());
        conditions.add("account_id = :account", "account", filter.parties().accountId());
        conditions.addParty("card_id", filter.parties().cardId());
        conditions.addParty("merchant_id", filter.parties().merchantId());
        conditions.addParty("device_id", filter.parties().deviceId());
        conditions.addParty("outcome", filter.outcome());
        conditions.add("max_score >= :minScore", "minScore", filter.minScore());
        conditions.add("opened_at >= :from", "from", filter.from());
        conditions.add("opened_at < :to", "to", filter.to());
        if (filter.overdue()) {
            conditions.add("due_at < :now and status <> 'RESOLVED'", "now", clock.instant());
        }
        if (after != null) {
            Cursor cursor = Cursor.parse(after);
            conditions.add(sort.after(), "cursor", cursor.value());
            conditions.parameters.put("cursorId", cursor.id());
        }
        List<FraudCase> read =
                jdbc.sql(
                                "select * from fraud_case"
                                        + conditions.where()
                                        + " order by "
                                        + sort.orderBy()
                                        + " limit "
                                        + (limit + 1))
                        .params(conditions.parameters)
                        .query(rows::fraudCase)
                        .list();
        return Page.of(read, limit, last -> Cursor.of(last, sort).text());
    }

    /** What a search asks for, joined by and. */
    private static final class Conditions {

        private final List<String> all = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();

        void add(String condition, String parameter, @Nullable Object value) {
            if (value != null) {
                all.add(condition);
                parameters.put(parameter, bindable(value));
            }
        }

        void addParty(String column, @Nullable Object value) {
            add(
                    "case_id in (select case_id from case_decision where "
                            + column
                            + " = :decision_"
                            + column
                            + ")",
                    "decision_" + column,
                    value);
        }

        String where() {
            return all.isEmpty() ? "" : " where " + String.join(" and ", all);
        }

        private static Object bindable(Object value) {
            return switch (value) {
                case Instant moment -> OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
                case Enum<?> name -> name.name();
                default -> value;
            };
        }
    }

    /** The last case of a page. */
    private record Cursor(String value, UUID id) {

        static Cursor of(FraudCase last, CaseFilter.Sort sort) {
            Object value =
                    switch (sort) {
                        case AMOUNT_AT_RISK -> last.amountAtRisk();
                        case OPENED_AT -> last.times().openedAt();
                        case DUE_AT -> last.times().dueAt();
                    };
            return new Cursor(String.valueOf(value), last.id());
        }

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((value + "|" + id).getBytes(StandardCharsets.UTF_8));
        }

        static Cursor parse(String text) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                                .split("\\|", 2);
                return new Cursor(parts[0], UUID.fromString(parts[1]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
                throw RefusedException.invalid(
                        List.of(
                                new FieldFault(
                                        "after",
                                        ErrorCode.INVALID_REQUEST.code(),
                                        "after must be the next of an earlier page")));
            }
        }
    }
}
