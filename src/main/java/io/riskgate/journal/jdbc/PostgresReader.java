package io.riskgate.journal.jdbc;

import io.riskgate.journal.JournalReader;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.TransactionReports;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Finds things in PostgreSQL, each by an index. */
@Component
class PostgresReader implements JournalReader {

    private final JdbcClient jdbc;
    private final JournalConnections connections;
    private final Cursors cursors;
    private final Rows rows;
    private volatile @Nullable JdbcClient lookup;

    PostgresReader(JdbcClient jdbc, JournalConnections connections, Cursors cursors, Rows rows) {
        this.jdbc = jdbc;
        this.connections = connections;
        this.cursors = cursors;
        this.rows = rows;
    }

    @Override
    public long lastSequence() {
        return jdbc.sql(
                        """
                        select greatest(
                            coalesce((select max(sequence) from journal), 0),
                            coalesce((select max(sequence) from outcome_report), 0))\
                        """)
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Identity> identity(String transactionId) {
        return lookup().sql(
                        "select content_hash, sequence from transaction_identity where"
                                + " transaction_id = ?")
                .param(transactionId)
                .query((row, n) -> new Identity(row.getObject(1, UUID.class), row.getLong(2)))
                .optional();
    }

    @Override
    public void identities(Consumer<String> transactionIds) {
        cursors.read(
                "select transaction_id from transaction_identity",
                List.of(),
                row -> transactionIds.accept(row.getString(1)));
    }

    @Override
    public Optional<Row> find(String transactionId) {
        return lookup().sql(
                        """
                        select j.* from transaction_identity i
                        join journal j on j.sequence = i.sequence and j.recorded_at = i.recorded_at
                        where i.transaction_id = ?\
                        """)
                .param(transactionId)
                .query((row, n) -> rows.row(new ResultCells(row)))
                .optional();
    }

    private JdbcClient lookup() {
        JdbcClient open = lookup;
        if (open == null) {
            open = JdbcClient.create(connections.readers());
            lookup = open;
        }
        return open;
    }

    @Override
    public List<Row> transactionsAfter(long sequence, int limit) {
        return jdbc.sql("select * from journal where sequence > ? order by sequence limit ?")
                .param(sequence)
                .param(limit)
                .query((row, n) -> rows.row(new ResultCells(row)))
                .list();
    }

    @Override
    public Optional<ReportedOutcome> report(String outcomeId) {
        return jdbc.sql("select * from outcome_report where outcome_id = ?")
                .param(outcomeId)
                .query((ResultSet row, int n) -> Rows.report(new ResultCells(row)))
                .optional();
    }

    @Override
    public TransactionReports reportsOf(String transactionId) {
        return new TransactionReports(
                jdbc.sql("select * from outcome_report where transaction_id = ? order by sequence")
                        .param(transactionId)
                        .query((ResultSet row, int n) -> Rows.report(new ResultCells(row)))
                        .list());
    }

    @Override
    public UUID journalId() {
        return jdbc.sql("select id from journal_id").query(UUID.class).single();
    }

    @Override
    public Map<String, TransactionReports> reportsUpTo(long sequence) {
        return byTransaction(
                "select o.* from outcome_report o where o.sequence <= ? order by o.sequence",
                List.of(sequence));
    }

    @Override
    public Map<String, TransactionReports> waitingReports() {
        return byTransaction(
                """
                select o.* from outcome_report o
                left join transaction_identity i using (transaction_id)
                where i.transaction_id is null order by o.sequence\
                """,
                List.of());
    }

    private Map<String, TransactionReports> byTransaction(String sql, List<Object> parameters) {
        Map<String, TransactionReports> reports = new HashMap<>();
        cursors.read(
                sql,
                parameters,
                row ->
                        reports.merge(
                                row.getString("transaction_id"),
                                TransactionReports.NONE.with(Rows.report(new ResultCells(row))),
                                (before, one) -> before.with(one.reports().getFirst())));
        return reports;
    }
}
