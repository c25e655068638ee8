package io.riskgate.journal.jdbc;

import io.riskgate.decision.Journal.Entry;
import io.riskgate.journal.JournalSettings;
import io.riskgate.journal.JournalStore;
import io.riskgate.outcome.OutcomeJournal.NumberedReport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

/** Writes to PostgreSQL, over a connection that it keeps. Used by one thread. */
@Component
class PostgresStore implements JournalStore {

    /*
     * Identity and row of a transaction go in as one statement, so a commit is one round trip. The identities raise a
     * unique violation on a clash and the whole statement is undone; the caller then looks for the row that clashed.
     */
    private static final Logger log = LoggerFactory.getLogger(PostgresStore.class);
    private static final Executor SAME_THREAD = Runnable::run;
    private static final int GRACE = 8;

    private final DataSource source;
    private final List<Column<Entry>> journal;
    private final JournalSettings settings;
    private final Clock clock;
    private final String insertTransactions;
    private final String insertReports = Column.insert("outcome_report", JournalColumns.REPORT);

    private @Nullable Connection connection;

    PostgresStore(
            DataSource source,
            FeaturePlans plans,
            JournalJson json,
            JournalSettings settings,
            Clock clock) {
        this.source = source;
        this.journal = JournalColumns.journal(plans, json);
        this.settings = settings;
        this.clock = clock;
        this.insertTransactions =
                "with known as ("
                        + Column.insert("transaction_identity", JournalColumns.IDENTITY)
                        + ") "
                        + Column.insert("journal", journal);
    }

    @Override
    public void commit(Batch batch) {
        try {
            Connection open = connection();
            OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
            boolean both = !batch.transactions().isEmpty() && !batch.reports().isEmpty();
            open.setAutoCommit(!both);
            if (!batch.transactions().isEmpty()) {
                insertTransactions(open, batch.transactions(), now);
            }
            if (!batch.reports().isEmpty()) {
                insertReports(open, batch.reports(), now);
            }
            if (both) {
                open.commit();
            }
        } catch (SQLException failure) {
            throw translated(failure);
        }
    }

    @Override
    public boolean holds(Batch batch) {
        String table = batch.transactions().isEmpty() ? "outcome_report" : "journal";
        long sequence =
                batch.transactions().isEmpty()
                        ? batch.reports().getLast().sequence()
                        : batch.transactions().getLast().sequence();
        try (PreparedStatement query =
                connection().prepareStatement("select 1 from " + table + " where sequence = ?")) {
            query.setLong(1, sequence);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        } catch (SQLException failure) {
            throw translated(failure);
        }
    }

    private void insertTransactions(Connection open, List<Entry> rows, OffsetDateTime now)
            throws SQLException {
        try (PreparedStatement insert = open.prepareStatement(insertTransactions)) {
            insert.setObject(1, now);
            int next = Column.bind(open, insert, 2, JournalColumns.IDENTITY, rows);
            insert.setObject(next, now);
            Column.bind(open, insert, next + 1, journal, rows);
            insert.executeUpdate();
        }
    }

    private void insertReports(Connection open, List<NumberedReport> rows, OffsetDateTime now)
            throws SQLException {
        try (PreparedStatement insert = open.prepareStatement(insertReports)) {
            insert.setObject(1, now);
            Column.bind(open, insert, 2, JournalColumns.REPORT, rows);
            insert.executeUpdate();
        }
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = source.getConnection();
            open.setNetworkTimeout(SAME_THREAD, (int) settings.deadline().toMillis() * GRACE);
            connection = open;
        }
        return open;
    }

    /* Class 22 (data) and 23 (constraint) are about the rows, everything else about the server or the way to it. */
    private RuntimeException translated(SQLException failure) {
        String state = failure.getSQLState();
        boolean aboutRows = state != null && (state.startsWith("22") || state.startsWith("23"));
        close();
        return aboutRows
                ? new RejectedException(String.valueOf(failure.getMessage()), failure)
                : new UnavailableException(String.valueOf(failure.getMessage()), failure);
    }

    private void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException alreadyBroken) {
                log.debug("A broken connection did not close.", alreadyBroken);
            }
        }
    }
}
