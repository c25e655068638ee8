package io.riskgate.journal.jdbc;

import io.riskgate.decision.Journal.Entry;
import io.riskgate.journal.Clash;
import io.riskgate.journal.JournalStore;
import io.riskgate.journal.SpilledRow;
import io.riskgate.outcome.OutcomeJournal.NumberedReport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** Writes to PostgreSQL, over a connection that it keeps. Used by one thread. */
@Component
class PostgresStore implements JournalStore {

    /*
     * Identity and row of a transaction go in as one statement, so a commit is one round trip. The identities raise a
     * unique violation on a clash and the whole statement is undone; the caller then looks for the row that clashed.
     */
    private static final Logger log = LoggerFactory.getLogger(PostgresStore.class);

    private final JournalConnections connections;
    private final List<Column<Entry>> journal;
    private final SpillDrain drain;
    private final Clock clock;
    private final String insertTransactions;
    private final String insertReports = Column.insert("outcome_report", JournalColumns.REPORT);

    private @Nullable Connection connection;

    PostgresStore(
            JournalConnections connections, FeaturePlans plans, JournalJson json, Clock clock) {
        this.connections = connections;
        this.journal = JournalColumns.journal(plans, json);
        this.drain = new SpillDrain(plans, journal);
        this.clock = clock;
        this.insertTransactions =
                "with known as ("
                        + Column.insert("transaction_identity", JournalColumns.IDENTITY)
                        + ") "
                        + Column.insert("journal", journal);
    }

    @Override
    public void commit(Batch batch) {
        write(
                open -> {
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
                    return true;
                });
    }

    @Override
    public List<Clash> drain(List<SpilledRow> rows) {
        return write(
                open -> {
                    open.setAutoCommit(false);
                    List<Clash> clashes = drain.write(open, rows);
                    open.commit();
                    return clashes;
                });
    }

    @Override
    public void ping() {
        write(
                open -> {
                    open.setAutoCommit(true);
                    try (Statement question = open.createStatement()) {
                        return question.execute("select 1");
                    }
                });
    }

    private <T> T write(Writing<T> writing) {
        boolean sent = false;
        try {
            Connection open = connection();
            sent = true;
            return writing.write(open);
        } catch (SQLException failure) {
            throw translated(failure, sent);
        } catch (DataAccessException planUnknown) {
            // Asked for before anything is sent.
            close();
            throw new UnavailableException(
                    String.valueOf(planUnknown.getMessage()), planUnknown, false);
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
            open = connections.open();
            connection = open;
        }
        return open;
    }

    /*
     * Class 22 (data) and 23 (constraint) are about the rows, everything else about the server or the way to it. A server
     * that says why it did not write (its disk is full, it only reads) has not written; one that went away (08, 57) may have.
     */
    private RuntimeException translated(SQLException failure, boolean sent) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "08");
        close();
        if (state.startsWith("22") || state.startsWith("23")) {
            return new RejectedException(String.valueOf(failure.getMessage()), failure);
        }
        boolean inDoubt = sent && (state.startsWith("08") || state.startsWith("57"));
        return new UnavailableException(String.valueOf(failure.getMessage()), failure, inDoubt);
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

    /** Writes over a connection. */
    private interface Writing<T> {
        T write(Connection open) throws SQLException;
    }
}
