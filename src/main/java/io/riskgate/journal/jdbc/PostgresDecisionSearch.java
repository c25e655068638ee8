package io.riskgate.journal.jdbc;

import io.riskgate.journal.DecisionSearch;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds decisions in PostgreSQL, each party by its index. */
@Component
class PostgresDecisionSearch implements DecisionSearch {

    private static final String DECISIONS =
            "select * from journal where decision_id is not null and sequence < :below"
                    + " and sequence >= :above";

    private final JdbcClient jdbc;
    private final Rows rows;
    private final SequenceBounds bounds;

    PostgresDecisionSearch(JdbcClient jdbc, Rows rows, SequenceBounds bounds) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.bounds = bounds;
    }

    @Override
    public List<Found> newest(Filter filter, long below, int limit) {
        StringBuilder sql = new StringBuilder(DECISIONS);
        Map<String, Object> parameters = new HashMap<>(Map.of("limit", limit));
        parameters.put(
                "below", filter.to() == null ? below : Math.min(below, bounds.before(filter.to())));
        parameters.put(
                "above", filter.from() == null ? Long.MIN_VALUE : bounds.from(filter.from()));
        filter.parties()
                .forEach(
                        (kind, value) -> {
                            String column = JournalColumns.column(kind);
                            sql.append(" and %1$s = :%1$s".formatted(column));
                            parameters.put(column, value);
                        });
        if (filter.outcome() != null) {
            sql.append(" and outcome = :outcome");
            parameters.put("outcome", filter.outcome().name());
        }
        // What is recorded later than it was decided: the first bound spares whole partitions.
        bound(sql, parameters, " and decided_at >= :from and recorded_at >= :from", filter.from());
        bound(sql, parameters, " and decided_at < :to", filter.to());
        return jdbc.sql(sql + " order by sequence desc limit :limit")
                .params(parameters)
                .query(
                        (row, number) ->
                                new Found(
                                        row.getLong("sequence"),
                                        rows.transaction(new ResultCells(row)),
                                        rows.decision(new ResultCells(row))))
                .list();
    }

    private static void bound(
            StringBuilder sql,
            Map<String, Object> parameters,
            String condition,
            @Nullable Instant moment) {
        if (moment != null) {
            sql.append(condition);
            parameters.put(
                    condition.endsWith(":to") ? "to" : "from",
                    OffsetDateTime.ofInstant(moment, ZoneOffset.UTC));
        }
    }
}
