package io.riskgate.policy;

import io.riskgate.transaction.Identifier;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.Timestamp;
import java.util.function.Consumer;

import javax.sql.DataSource;

/** What changed in the lists, read in constant memory. */
@Component
class ListRows {

    private static final int FETCH = 5000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    ListRows(DataSource source, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(source);
        this.jdbc.setFetchSize(FETCH);
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    /** Every entry whose last change lies after one revision and not after another. */
    void changes(long after, long upTo, Consumer<Change> changes) {
        /* The driver streams within a transaction only. */
        transaction.executeWithoutResult(_ -> read(after, upTo, changes));
    }

    private void read(long after, long upTo, Consumer<Change> changes) {
        jdbc.query(
                "select list, identifier, value, reason, expires_at, removed from list_entry"
                        + " where policy_revision > ? and policy_revision <= ?",
                row -> {
                    Timestamp expiry = row.getTimestamp("expires_at");
                    changes.accept(
                            new Change(
                                    ListName.valueOf(row.getString("list")),
                                    Identifier.valueOf(row.getString("identifier")),
                                    row.getString("value"),
                                    row.getString("reason"),
                                    expiry == null ? Long.MAX_VALUE : expiry.getTime(),
                                    row.getBoolean("removed")));
                },
                after,
                upTo);
    }

    /** An entry as it stands after its last change. */
    record Change(
            ListName list,
            Identifier kind,
            String value,
            String reason,
            long expiresAtMillis,
            boolean removed) {}
}
