package io.riskgate.journal.jdbc;

import io.riskgate.journal.History;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import javax.sql.DataSource;

/**
 * The whole journal, transactions and reports merged by number from two cursors of one snapshot.
 */
@Component
class PostgresHistory implements History {

    private static final String TRANSACTIONS =
            "select * from journal where sequence > ? order by sequence";
    private static final String REPORTS =
            """
            select o.sequence as report_sequence, o.recorded_at as report_recorded_at, o.reported_at, o.outcome_id,
                   o.transaction_id as reported_id, o.verdict, o.source, o.reason, o.reverses, j.*
            from outcome_report o
            left join transaction_identity i on i.transaction_id = o.transaction_id
            left join journal j on j.sequence = i.sequence and j.recorded_at = i.recorded_at
            where o.sequence > ? order by o.sequence\
            """;

    private final DataSource source;
    private final Rows rows;

    PostgresHistory(DataSource source, Rows rows) {
        this.source = source;
        this.rows = rows;
    }

    @Override
    public void replay(long afterSequence, Consumer<Event> events) {
        List<Object> after = List.of(afterSequence);
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (PreparedStatement transactions =
                            Cursors.prepared(connection, TRANSACTIONS, after);
                    PreparedStatement reports = Cursors.prepared(connection, REPORTS, after);
                    ResultSet transaction = transactions.executeQuery();
                    ResultSet report = reports.executeQuery()) {
                merge(transaction, report, events);
            } finally {
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw new SQLExceptionSubclassTranslator()
                    .translate("replaying the journal", TRANSACTIONS, failure);
        }
    }

    private void merge(ResultSet transactions, ResultSet reports, Consumer<Event> events)
            throws SQLException {
        Event transaction = nextTransaction(transactions);
        Event report = nextReport(reports);
        while (transaction != null || report != null) {
            if (report == null
                    || transaction != null && transaction.sequence() < report.sequence()) {
                events.accept(Objects.requireNonNull(transaction));
                transaction = nextTransaction(transactions);
            } else {
                events.accept(report);
                report = nextReport(reports);
            }
        }
    }

    private @Nullable Event nextTransaction(ResultSet row) throws SQLException {
        if (!row.next()) {
            return null;
        }
        return new Transacted(
                row.getLong("sequence"),
                Objects.requireNonNull(new ResultCells(row).instant("recorded_at")),
                rows.transaction(new ResultCells(row)),
                rows.decided(new ResultCells(row)));
    }

    private @Nullable Event nextReport(ResultSet row) throws SQLException {
        if (!row.next()) {
            return null;
        }
        return new Reported(
                row.getLong("report_sequence"),
                Objects.requireNonNull(new ResultCells(row).instant("report_recorded_at")),
                Rows.report(new ResultCells(row), "reported_id"),
                row.getString("account_id") == null
                        ? null
                        : rows.transaction(new ResultCells(row)));
    }
}
