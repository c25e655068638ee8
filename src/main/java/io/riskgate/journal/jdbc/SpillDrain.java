package io.riskgate.journal.jdbc;

import io.riskgate.decision.Journal.Entry;
import io.riskgate.journal.Clash;
import io.riskgate.journal.SpilledRow;

import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** From the spill into PostgreSQL. */
final class SpillDrain {

    /*
     * Any of these rows may be there already: its commit was lost sight of, or an earlier drain was cut off. And an id may
     * be there with another number, because what PostgreSQL knew could not be asked. The identities settle both: a row is
     * inserted only with its identity, and where the identity is there, the first stays.
     */
    private static final List<Column<Drained>> IDENTITY =
            List.of(
                    Column.of("transaction_id", "text", Drained::id),
                    Column.of("content_hash", "uuid", row -> row.values().get("content_hash")),
                    Column.of("sequence", "bigint", Drained::sequence),
                    Column.of("recorded_at", "timestamptz", Drained::recordedAt));

    private static final String CLASHES =
            """
            insert into identity_conflict (sequence, transaction_id, content_hash, kept_sequence)
            select r.sequence, r.transaction_id, r.content_hash, i.sequence
            from unnest(?::bigint[], ?::text[], ?::uuid[]) as r (sequence, transaction_id, content_hash)
            join transaction_identity i on i.transaction_id = r.transaction_id
            where i.sequence <> r.sequence
            on conflict (sequence) do nothing
            returning sequence, transaction_id, content_hash, kept_sequence,
                (select i.content_hash from transaction_identity i
                 where i.transaction_id = identity_conflict.transaction_id)\
            """;

    private final FeaturePlans plans;
    private final List<Column<Drained>> journal;
    private final List<Column<Drained>> reports;
    private final String insertTransactions;
    private final String insertReports;

    SpillDrain(FeaturePlans plans, List<Column<Entry>> columns) {
        this.plans = plans;
        this.journal = Stream.concat(columns.stream().map(this::drained), recorded()).toList();
        this.reports =
                Stream.concat(JournalColumns.REPORT.stream().map(SpillDrain::copied), recorded())
                        .toList();
        this.insertTransactions =
                "with known as ("
                        + Column.insertAll("transaction_identity", IDENTITY)
                        + " on conflict (transaction_id) do nothing returning sequence) "
                        + Column.insertAll("journal", journal)
                        + " where sequence in (select sequence from known)";
        this.insertReports =
                Column.insertAll("outcome_report", reports) + " on conflict do nothing";
    }

    private static Stream<Column<Drained>> recorded() {
        return Stream.of(Column.of("recorded_at", "timestamptz", Drained::recordedAt));
    }

    private Column<Drained> drained(Column<Entry> column) {
        return column.name().equals("plan_id")
                ? Column.of(column.name(), column.type(), this::plan)
                : copied(column);
    }

    private @Nullable Object plan(Drained row) {
        String hash = row.values().text(Written.PLAN);
        return hash == null ? null : plans.idOf(hash);
    }

    private static Column<Drained> copied(Column<?> column) {
        String name = column.name();
        return new Column<>(name, column.type(), column.cast(), row -> row.values().get(name));
    }

    /** Writes rows within the connection's transaction; answers those that clash. */
    List<Clash> write(Connection open, List<SpilledRow> rows) throws SQLException {
        List<Drained> transactions = of(rows, SpilledRow.Kind.TRANSACTION);
        List<Drained> reported = of(rows, SpilledRow.Kind.REPORT);
        List<Clash> clashes = List.of();
        if (!transactions.isEmpty() && transactions(open, transactions) < transactions.size()) {
            clashes = clashes(open, transactions);
        }
        if (!reported.isEmpty()) {
            try (PreparedStatement insert = open.prepareStatement(insertReports)) {
                Column.bind(open, insert, 1, reports, reported);
                insert.executeUpdate();
            }
        }
        return clashes;
    }

    private int transactions(Connection open, List<Drained> rows) throws SQLException {
        try (PreparedStatement insert = open.prepareStatement(insertTransactions)) {
            int next = Column.bind(open, insert, 1, IDENTITY, rows);
            Column.bind(open, insert, next, journal, rows);
            return insert.executeUpdate();
        }
    }

    private static List<Clash> clashes(Connection open, List<Drained> rows) throws SQLException {
        try (PreparedStatement insert = open.prepareStatement(CLASHES)) {
            insert.setArray(1, array(open, "bigint", rows.stream().map(Drained::sequence)));
            insert.setArray(2, array(open, "text", rows.stream().map(Drained::id)));
            insert.setArray(
                    3,
                    array(
                            open,
                            "uuid",
                            rows.stream()
                                    .map(
                                            row ->
                                                    Objects.requireNonNull(
                                                            row.values().get("content_hash")))));
            List<Clash> clashes = new ArrayList<>();
            try (ResultSet found = insert.executeQuery()) {
                while (found.next()) {
                    clashes.add(
                            new Clash(
                                    found.getLong(1),
                                    found.getString(2),
                                    found.getObject(3, UUID.class),
                                    found.getObject(5, UUID.class),
                                    found.getLong(4)));
                }
            }
            return clashes;
        }
    }

    private static Array array(Connection open, String type, Stream<?> values) throws SQLException {
        return open.createArrayOf(type, values.toArray());
    }

    private static List<Drained> of(List<SpilledRow> rows, SpilledRow.Kind kind) {
        return rows.stream()
                .filter(row -> row.kind() == kind)
                .map(
                        row ->
                                new Drained(
                                        row.sequence(),
                                        row.id(),
                                        Times.text(row.recordedAt()),
                                        SpillRows.written(row)))
                .toList();
    }

    /** A row of the spill, read. */
    private record Drained(long sequence, String id, String recordedAt, Written values) {}
}
