package io.riskgate.ingest;

import io.riskgate.ingest.DeadLetter.Content;
import io.riskgate.ingest.DeadLetter.Fault;
import io.riskgate.ingest.DeadLetter.Origin;
import io.riskgate.ingest.DeadLetter.State;
import io.riskgate.ingest.DeadLetter.Status;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The table of the workbench. */
@Component
class DeadLetterRows {

    private final JdbcClient jdbc;

    DeadLetterRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(DeadLetter.Arrival arrival, Instant now) {
        Origin origin = arrival.origin();
        jdbc.sql(
                        """
                        insert into dead_letter (received_at, origin_timestamp, origin_offset, origin_partition,
                            origin_topic, error_code, error_detail, key, payload)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
                        """)
                .param(time(now))
                .param(origin.timestamp())
                .param(origin.offset())
                .param(origin.partition())
                .param(origin.topic())
                .param(storable(arrival.fault().code()))
                .param(storable(arrival.fault().detail()))
                .param(arrival.content().key())
                .param(arrival.content().payload())
                .update();
    }

    List<DeadLetter> before(DeadLetters.Filter filter, @Nullable Long id, int limit) {
        StringBuilder where = new StringBuilder(" where true");
        Map<String, Object> parameters = new HashMap<>();
        restrict(where, parameters, "id < :id", "id", id);
        restrict(
                where,
                parameters,
                "status = :status",
                "status",
                filter.status() == null ? null : filter.status().name());
        restrict(where, parameters, "origin_topic = :topic", "topic", filter.topic());
        restrict(where, parameters, "error_code = :code", "code", filter.errorCode());
        return jdbc.sql("select * from dead_letter" + where + " order by id desc limit " + limit)
                .params(parameters)
                .query(DeadLetterRows::letter)
                .list();
    }

    private static void restrict(
            StringBuilder where,
            Map<String, Object> parameters,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            parameters.put(name, value);
        }
    }

    Optional<DeadLetter> find(long id, boolean locked) {
        return jdbc.sql("select * from dead_letter where id = ?" + (locked ? " for update" : ""))
                .param(id)
                .query(DeadLetterRows::letter)
                .optional();
    }

    void update(long id, State state) {
        jdbc.sql(
                        """
                        update dead_letter
                        set status = ?, revision = ?, resolved_at = ?, resolved_by = ?, corrected = ? where id = ?\
                        """)
                .param(state.status().name())
                .param(state.revision())
                .param(time(Objects.requireNonNull(state.resolvedAt())))
                .param(state.resolvedBy())
                .param(state.corrected())
                .param(id)
                .update();
    }

    private static DeadLetter letter(ResultSet row, int number) throws SQLException {
        OffsetDateTime resolved = row.getObject("resolved_at", OffsetDateTime.class);
        return new DeadLetter(
                row.getLong("id"),
                new Origin(
                        row.getString("origin_topic"),
                        row.getInt("origin_partition"),
                        row.getLong("origin_offset"),
                        row.getLong("origin_timestamp")),
                new Content(row.getBytes("key"), row.getBytes("payload")),
                new Fault(row.getString("error_code"), row.getString("error_detail")),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                new State(
                        Status.valueOf(row.getString("status")),
                        row.getLong("revision"),
                        resolved == null ? null : resolved.toInstant(),
                        row.getString("resolved_by"),
                        row.getBytes("corrected")));
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /* PostgreSQL's text holds every character but one; a fault may repeat what it complains of. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
