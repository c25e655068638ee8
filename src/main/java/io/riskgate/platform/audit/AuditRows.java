package io.riskgate.platform.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The audit in the database. */
@Component
class AuditRows {

    private static final String COLUMNS =
            "select position, at, actor, request_id, action, resource, before, after, hash"
                    + " from audit_entry";

    private final JdbcClient jdbc;

    AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where the chain ends. */
    record Head(long position, byte[] hash) {}

    /** An entry and the hash that is kept beside it. */
    record Row(AuditEntry entry, byte[] hash) {}

    /** What entries are asked for; null for any. */
    record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String resource,
            @Nullable Instant from,
            @Nullable Instant to) {}

    Head head() {
        return head("");
    }

    /** The end of the chain, held until the transaction ends. */
    Head lockedHead() {
        return head(" for update");
    }

    void append(AuditEntry entry, byte[] hash) {
        jdbc.sql(
                        "insert into audit_entry (position, at, actor, request_id, action,"
                                + " resource, before, after, hash)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        entry.position(),
                        Timestamp.from(entry.at()),
                        entry.actor(),
                        entry.requestId(),
                        entry.action(),
                        entry.resource())
                .param(entry.before())
                .param(entry.after())
                .param(hash)
                .update();
        jdbc.sql("update audit_head set position = ?, hash = ?")
                .params(entry.position(), hash)
                .update();
    }

    /** The entries behind {@code position}, in order. */
    List<Row> behind(long position, int limit) {
        return jdbc.sql(COLUMNS + " where position > ? order by position limit ?")
                .params(position, limit)
                .query(AuditRows::row)
                .list();
    }

    /** The entries before {@code position}, newest first. */
    List<Row> newest(Filter filter, long position, int limit) {
        StringBuilder sql = new StringBuilder(COLUMNS + " where position < :position");
        Map<String, Object> params = new HashMap<>(Map.of("position", position, "limit", limit));
        add(sql, params, " and actor = :actor", "actor", filter.actor());
        add(sql, params, " and action = :action", "action", filter.action());
        add(sql, params, " and starts_with(resource, :resource)", "resource", filter.resource());
        add(sql, params, " and at >= :from", "from", timestamp(filter.from()));
        add(sql, params, " and at < :to", "to", timestamp(filter.to()));
        return jdbc.sql(sql + " order by position desc limit :limit")
                .params(params)
                .query(AuditRows::row)
                .list();
    }

    private Head head(String lock) {
        return jdbc.sql("select position, hash from audit_head" + lock)
                .query((row, number) -> new Head(row.getLong("position"), row.getBytes("hash")))
                .single();
    }

    private static void add(
            StringBuilder sql,
            Map<String, Object> params,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            params.put(name, value);
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        AuditEntry entry =
                new AuditEntry(
                        row.getLong("position"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("request_id"),
                        row.getString("action"),
                        row.getString("resource"),
                        row.getString("before"),
                        row.getString("after"));
        return new Row(entry, row.getBytes("hash"));
    }
}
