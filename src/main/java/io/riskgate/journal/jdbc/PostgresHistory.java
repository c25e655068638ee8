package io.riskgate.journal.jdbc;

import io.riskgate.journal.History;
import io.riskgate.transaction.Identifier;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

/**
 * The whole journal, transactions and reports merged by number from two cursors of one snapshot.
 */
@Component
class PostgresHistory implements History {

    private static final String IN_ORDER =
            " from journal j where j.sequence > ? order by j.sequence";
    private static final String WHOLE = "select j.*" + IN_ORDER;

    /* What a transaction is. */
    private static final String COLUMNS =
            Stream.concat(
                            Stream.of(
                                    "sequence",
                                    "recorded_at",
                                    "transaction_id",
                                    "occurred_at",
                                    "amount_minor",
                                    "currency",
                                    "channel",
                                    "merchant_category",
                                    "merchant_country",
                                    "card_country",
                                    "latitude",
                                    "longitude",
                                    "attributes"),
                            Arrays.stream(Identifier.values()).map(JournalColumns::column))
                    .map("j."::concat)
                    .collect(Collectors.joining(", "));

    private static final String UNDECIDED = "select " + COLUMNS + IN_ORDER;
    private static final String REPORTS =
            """
            select o.sequence as report_sequence, o.recorded_at as report_recorded_at, o.reported_at, o.outcome_id,
                   o.transaction_id as reported_id, o.verdict, o.source, o.reason, o.reverses, %s
            from outcome_report o
            left join transaction_identity i on i.transaction_id = o.transaction_id
            left join journal j on j.sequence = i.sequence and j.recorded_at = i.recorded_at
            where o.sequence > ? order by o.sequence\
            """
                    .formatted(COLUMNS);

    private final DataSource source;
    private final Rows rows;

    PostgresHistory(DataSource source, Rows rows) {
        this.source = source;
        this.rows = rows;
    }

    @Override
    public void replay(long afterSequence, Consumer<Event> events) {
        replay(WHOLE, afterSequence, events);
    }

    @Override
    public void replayUndecided(long afterSequence, Consumer<Event> events) {
        replay(UNDECIDED, afterSequence, events);
    }

    private void replay(String query, long afterSequence, Consumer<Event> events) {
        boolean decided = query.equals(WHOLE);
        List<Object> after = List.of(afterSequence);
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (PreparedStatement transactions = Cursors.prepared(connection, query, after);
                    PreparedStatement reports = Cursors.prepared(connection, REPORTS, after);
                    ResultSet transaction = transactions.executeQuery();
                    ResultSet report = reports.executeQuery()) {
                merge(transaction, decided, report, events);
            } finally {
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw new SQLExceptionSubclassTranslator()
                    .translate("replaying the journal", query, failure);
        }
    }

    private void merge(
            ResultSet transactions, boolean decided, ResultSet reports, Consumer<Event> events)
            throws SQLException {
        Event transaction = nextTransaction(transactions, decided);
        Event report = nextReport(reports);
        while (transaction != null || report != null) {
            if (report == null
                    || transaction != null && transaction.sequence() < report.sequence()) {
                events.accept(Objects.requireNonNull(transaction));
                transaction = nextTransaction(transactions, decided);
            } else {
                events.accept(report);
                report = nextReport(reports);
            }
        }
    }

    private @Nullable Event nextTransaction(ResultSet row, boolean decided) throws SQLException {
        if (!row.next()) {
            return null;
        }
        return new Transacted(
                row.getLong("sequence"),
                Objects.requireNonNull(new ResultCells(row).instant("recorded_at")),
                rows.transaction(new ResultCells(row)),
                decided ? rows.decided(new ResultCells(row)) : null);
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
