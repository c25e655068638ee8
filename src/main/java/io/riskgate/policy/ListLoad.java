package io.riskgate.policy;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes many list entries in one statement. */
@Component
class ListLoad {

    private static final String UPSERT =
            """
            insert into list_entry (list, identifier, value, reason, expires_at, policy_revision,
                created_at, changed_at, version, removed, author)
            select ?, identifier, value, reason, expires_at::timestamptz, ?, ?, ?, 1, false, ?
            from unnest(?, ?, ?, ?) as row (identifier, value, reason, expires_at)
            on conflict (list, identifier, value) do update set reason = excluded.reason,
                expires_at = excluded.expires_at, policy_revision = excluded.policy_revision,
                changed_at = excluded.changed_at, version = list_entry.version + 1,
                removed = false, author = excluded.author
            """;

    private final JdbcTemplate jdbc;

    ListLoad(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Of several contents for the same value the last one counts. */
    void upsert(
            ListName list,
            List<ListEntry.Content> contents,
            String author,
            Instant now,
            long revision) {
        Map<String, ListEntry.Content> unique = new LinkedHashMap<>();
        contents.forEach(content -> unique.put(content.by() + "/" + content.value(), content));
        OffsetDateTime moment = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        jdbc.execute(
                UPSERT,
                (PreparedStatement statement) -> {
                    statement.setString(1, list.name());
                    statement.setLong(2, revision);
                    statement.setObject(3, moment);
                    statement.setObject(4, moment);
                    statement.setString(5, author);
                    bind(statement, unique.values());
                    return statement.executeUpdate();
                });
    }

    private static void bind(PreparedStatement statement, Collection<ListEntry.Content> contents)
            throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(6, column(connection, contents, content -> content.by().name()));
        statement.setArray(7, column(connection, contents, ListEntry.Content::value));
        statement.setArray(8, column(connection, contents, ListEntry.Content::reason));
        statement.setArray(
                9,
                column(
                        connection,
                        contents,
                        content ->
                                content.expiresAt() == null
                                        ? null
                                        : content.expiresAt().toString()));
    }

    private static Array column(
            Connection connection,
            Collection<ListEntry.Content> contents,
            Function<ListEntry.Content, @Nullable String> value)
            throws SQLException {
        @Nullable Object[] values = contents.stream().map(value).toArray();
        return connection.createArrayOf("text", values);
    }
}
