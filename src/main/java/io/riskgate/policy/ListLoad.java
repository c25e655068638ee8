package io.riskgate.policy;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;

/** Writes any number of list entries within the caller's transaction, in constant memory. */
@Component
class ListLoad {

    /*
     * Rows are copied aside as they come in, so that the server takes them in while the next ones are read, and then go
     * into the list in the order of its index. Whoever writes to a list holds the lists' revision, so nobody adds an entry
     * between the look for those that are there and the insert of the others, and the insert need not look again.
     */
    private static final String ASIDE =
            "create temporary table list_load (place bigint generated always as identity,"
                    + " identifier text not null, value text not null, reason text not null,"
                    + " expires_at timestamptz) on commit drop";

    private static final String COPY =
            "copy list_load (identifier, value, reason, expires_at) from stdin";

    private static final String REPLACE =
            """
            update list_entry e set reason = l.reason, expires_at = l.expires_at,
                policy_revision = ?, changed_at = ?, version = e.version + 1, removed = false,
                author = ?
            from (select distinct on (identifier, value) * from list_load
                order by identifier, value, place desc) l
            where e.list = ? and e.identifier = l.identifier and e.value = l.value
            """;

    private static final String ADD =
            """
            insert into list_entry (list, identifier, value, reason, expires_at, policy_revision,
                created_at, changed_at, version, removed, author)
            select distinct on (identifier, value) ?, identifier, value, reason, expires_at, ?, ?,
                ?, 1, false, ?
            from list_load l where not exists (select from list_entry e where e.list = ?
                and e.identifier = l.identifier and e.value = l.value)
            order by identifier, value, place desc
            """;

    private static final String MEMORY = "set local work_mem = '128MB'";
    private static final int BUFFER = 1 << 16;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ListLoad(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Adds or replaces them; of several contents for the same value the last one counts.
     *
     * @return how many were read
     */
    long load(ListName list, Iterator<ListEntry.Content> contents, String author, long revision) {
        jdbc.execute(MEMORY);
        jdbc.execute(ASIDE);
        Long read =
                jdbc.execute((ConnectionCallback<Long>) connection -> copy(connection, contents));
        OffsetDateTime moment = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.execute("analyze list_load");
        jdbc.update(REPLACE, revision, moment, author, list.name());
        jdbc.update(ADD, list.name(), revision, moment, moment, author, list.name());
        return read == null ? 0 : read;
    }

    private static long copy(Connection connection, Iterator<ListEntry.Content> contents)
            throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            StringBuilder rows = new StringBuilder(2 * BUFFER);
            long count = 0;
            while (contents.hasNext()) {
                row(rows, contents.next());
                count++;
                if (rows.length() > BUFFER) {
                    send(copy, rows);
                }
            }
            send(copy, rows);
            copy.endCopy();
            return count;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, StringBuilder rows) throws SQLException {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
    }

    private static void row(StringBuilder rows, ListEntry.Content content) {
        field(rows, content.by().name(), '\t');
        field(rows, content.value(), '\t');
        field(rows, content.reason(), '\t');
        field(rows, content.expiresAt() == null ? null : content.expiresAt().toString(), '\n');
    }

    private static void field(StringBuilder rows, @Nullable String text, char end) {
        if (text == null) {
            rows.append("\\N");
        } else {
            for (int i = 0; i < text.length(); i++) {
                char each = text.charAt(i);
                switch (each) {
                    case '\\' -> rows.append("\\\\");
                    case '\t' -> rows.append("\\t");
                    case '\n' -> rows.append("\\n");
                    case '\r' -> rows.append("\\r");
                    default -> rows.append(each);
                }
            }
        }
        rows.append(end);
    }
}
