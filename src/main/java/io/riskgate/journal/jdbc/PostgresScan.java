package io.riskgate.journal.jdbc;

import io.riskgate.journal.DecisionScan;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Channel;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.sql.DataSource;

/**
 * Scans PostgreSQL in slices of the one order, a few at a time, each on a connection of its own.
 */
@Component
class PostgresScan implements DecisionScan {

    private static final int SLICE = 20_000;
    private static final int MOST_THREADS = 4;
    private static final String PLAIN =
            "select transaction_id, occurred_at, amount_minor, currency, channel, outcome, score";
    private static final String DETAIL =
            ", account_id, card_id, merchant_id, terminal_id, device_id, ip_address,"
                    + " counterparty_id, merchant_category, merchant_country, card_country,"
                    + " latitude, longitude, vector, plan_id";
    /* A transaction occurs a day after it is recorded at most: what is recorded earlier is no part of it. */
    private static final String WHERE =
            " from journal where sequence >= ? and sequence < ? and occurred_at >= ?"
                    + " and occurred_at < ? and recorded_at >= ? and decision_id is not null";
    private static final Duration AHEAD = Duration.ofHours(25);

    private final DataSource source;
    private final Rows rows;

    PostgresScan(DataSource source, Rows rows) {
        this.source = source;
        this.rows = rows;
    }

    @Override
    public void read(Stretch stretch, Supplier<Consumer<Scanned>> readers) {
        long[] ends = ends(stretch);
        AtomicLong next = new AtomicLong(ends[0]);
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        try (ExecutorService pool =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name("scan-", 0).factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Consumer<Scanned> reader = readers.get();
                running.add(
                        pool.submit(
                                () -> {
                                    slices(stretch, next, ends[1], reader);
                                    return null;
                                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the scan was stopped", stopped);
        }
    }

    /** The first number, and the one after the last. */
    private long[] ends(Stretch stretch) {
        long[] ends = new long[2];
        String sql =
                "select min(sequence), max(sequence) from journal where recorded_at >= '"
                        + earliest(stretch)
                        + "'";
        try (Connection connection = source.getConnection();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            ends[0] = row.getLong(1);
            ends[1] = row.getLong(2) + 1;
            return ends;
        } catch (SQLException failure) {
            throw new SQLExceptionSubclassTranslator().translate("scanning", sql, failure);
        }
    }

    private void slices(Stretch stretch, AtomicLong next, long end, Consumer<Scanned> reader)
            throws SQLException {
        String sql = columns(stretch) + WHERE;
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (PreparedStatement query =
                    Cursors.prepared(
                            connection,
                            sql,
                            List.of(
                                    0L,
                                    0L,
                                    moment(stretch.from()),
                                    moment(stretch.to()),
                                    earliest(stretch)))) {
                // Binary from the first slice on: vectors as text would cost twice the time.
                query.unwrap(PGStatement.class).setPrepareThreshold(-1);
                long from = next.getAndAdd(SLICE);
                while (from < end) {
                    slice(query, from, stretch, reader);
                    from = next.getAndAdd(SLICE);
                }
            } finally {
                connection.rollback();
            }
        }
    }

    private void slice(
            PreparedStatement query, long from, Stretch stretch, Consumer<Scanned> reader)
            throws SQLException {
        query.setLong(1, from);
        query.setLong(2, from + SLICE);
        boolean detailed = stretch.parts().contains(Part.DETAIL);
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                reader.accept(scanned(row, detailed ? rows.detail(new ResultCells(row)) : null));
            }
        }
    }

    private static Scanned scanned(ResultSet row, @Nullable Detail detail) throws SQLException {
        double score = row.getDouble(7);
        boolean scored = !row.wasNull();
        return new Scanned(
                row.getString(1),
                detail == null
                        ? row.getObject(2, OffsetDateTime.class).toInstant()
                        : detail.transaction().occurredAt(),
                new Amount(row.getLong(3), Currency.getInstance(row.getString(4))),
                Channel.valueOf(row.getString(5)),
                DecisionOutcome.valueOf(row.getString(6)),
                scored ? score : null,
                detail);
    }

    private static String columns(Stretch stretch) {
        if (!stretch.parts().contains(Part.DETAIL)) {
            return PLAIN;
        }
        return PLAIN
                + DETAIL
                + (stretch.parts().contains(Part.ATTRIBUTES)
                        ? ", attributes"
                        : ", null::text as attributes")
                + (stretch.parts().contains(Part.LISTS)
                        ? ", trace::jsonb -> 'basis' ->> 'lists' as lists"
                        : ", null::text as lists");
    }

    private static OffsetDateTime earliest(Stretch stretch) {
        return moment(stretch.from().minus(AHEAD));
    }

    private static OffsetDateTime moment(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
