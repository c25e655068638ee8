package io.riskgate.platform.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** The table of sensitive reads. */
@Component
class ReadRows {

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;

    ReadRows(JdbcTemplate batches, JdbcClient jdbc) {
        this.batches = batches;
        this.jdbc = jdbc;
    }

    /** A read with its place. */
    record Kept(long id, SensitiveRead read) {}

    void add(List<SensitiveRead> reads) {
        batches.batchUpdate(
                "insert into sensitive_read (at, status, actor, request_id, method, path)"
                        + " values (?, ?, ?, ?, ?, ?)",
                reads,
                reads.size(),
                (statement, read) -> {
                    statement.setTimestamp(1, Timestamp.from(read.at()));
                    statement.setInt(2, read.status());
                    statement.setString(3, read.actor());
                    statement.setString(4, read.requestId());
                    statement.setString(5, read.method());
                    statement.setString(6, read.path());
                });
    }

    /** The newest first, from behind the given place. */
    List<Kept> newest(AuditRows.Filter filter, long below, int limit) {
        return jdbc.sql(
                        "select * from sensitive_read where read_id < :below"
                                + " and (:actor::text is null or actor = :actor)"
                                + " and (:path::text is null or starts_with(path, :path))"
                                + " and (:from::timestamptz is null or at >= :from)"
                                + " and (:to::timestamptz is null or at < :to)"
                                + " order by read_id desc limit :limit")
                .param("below", below)
                .param("actor", filter.actor())
                .param("path", filter.resource())
                .param("from", timestamp(filter.from()))
                .param("to", timestamp(filter.to()))
                .param("limit", limit)
                .query(ReadRows::row)
                .list();
    }

    /**
     * Forgets some of those before a moment.
     *
     * @return how many
     */
    int forget(Instant before, int most) {
        return jdbc.sql(
                        "delete from sensitive_read where ctid = any(array("
                                + "select ctid from sensitive_read where at < ? limit ?))")
                .params(Timestamp.from(before), most)
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static Kept row(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getLong("read_id"),
                new SensitiveRead(
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("request_id"),
                        row.getString("method"),
                        row.getString("path"),
                        row.getInt("status")));
    }
}
