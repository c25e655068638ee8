package io.riskgate.platform.approval;

import io.riskgate.platform.approval.ChangeDocument.Status;
import io.riskgate.transaction.Changes;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The table of proposals. */
@Component
class ChangeRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ChangeRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(ChangeDocument change) {
        jdbc.sql(
                        "insert into change_proposal (change_id, proposed_at, kind, action,"
                                + " resource, status, proposed_by, before, change)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        change.id(),
                        Timestamp.from(change.proposedAt()),
                        change.kind().name(),
                        change.action(),
                        change.resource(),
                        change.status().name(),
                        change.proposedBy())
                .param(change.before() == null ? null : change.before().toString())
                .param(change.change().toString())
                .update();
    }

    void settle(ChangeDocument change) {
        jdbc.sql(
                        "update change_proposal set status = ?, decided_by = ?, decided_at = ?,"
                                + " reason = ? where change_id = ?")
                .params(
                        change.status().name(),
                        Objects.requireNonNull(change.decidedBy()),
                        Timestamp.from(Objects.requireNonNull(change.decidedAt())))
                .param(change.reason())
                .param(change.id())
                .update();
    }

    ChangeDocument get(UUID id) {
        return find(id, "");
    }

    /** Nobody else decides on it until this transaction ends. */
    ChangeDocument locked(UUID id) {
        return find(id, " for update");
    }

    /** The newest first, from behind the given one. */
    List<ChangeDocument> newest(
            @Nullable Status status, Changes.@Nullable Kind kind, @Nullable UUID after, int limit) {
        return jdbc.sql(
                        "select * from change_proposal"
                                + " where (:status::text is null or status = :status)"
                                + " and (:kind::text is null or kind = :kind)"
                                + " and (:after::uuid is null or (proposed_at, change_id) <"
                                + " (select proposed_at, change_id from change_proposal"
                                + " where change_id = :after))"
                                + " order by proposed_at desc, change_id desc limit :limit")
                .param("status", status == null ? null : status.name())
                .param("kind", kind == null ? null : kind.name())
                .param("after", after)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    private ChangeDocument find(UUID id, String lock) {
        return jdbc.sql("select * from change_proposal where change_id = ?" + lock)
                .param(id)
                .query(this::row)
                .optional()
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.NOT_FOUND, "There is no change " + id + "."));
    }

    private ChangeDocument row(ResultSet row, int number) throws SQLException {
        return new ChangeDocument(
                row.getObject("change_id", UUID.class),
                Changes.Kind.valueOf(row.getString("kind")),
                row.getString("action"),
                row.getString("resource"),
                Status.valueOf(row.getString("status")),
                tree(row.getString("before")),
                json.readTree(row.getString("change")),
                row.getString("proposed_by"),
                row.getTimestamp("proposed_at").toInstant(),
                row.getString("decided_by"),
                instant(row.getTimestamp("decided_at")),
                row.getString("reason"));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
