package io.riskgate.training;

import io.riskgate.feature.FeatureVector;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.TransactionReports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Collected transactions and their vectors.
 *
 * <p>Both lie in files that are read through the system's page cache, so a training set need not
 * fit in memory: on the heap stand the accounts and what was reported, not the transactions.
 */
final class Rows {

    private static final int TIME = 0;
    private static final int AMOUNT = 8;
    private static final int PROPENSITY = 16;
    private static final int ACCOUNT = 24;
    private static final int STOPPED = 28;
    private static final int ID_LENGTH = 30;
    private static final int ID = 32;
    private static final int BYTES = ID + 64;

    private final MemorySegment facts;
    private final MemorySegment vectors;
    private final int columns;
    private final List<String> accounts;
    private final Map<String, TransactionReports> reports;

    private Rows(
            MemorySegment facts, MemorySegment vectors, Writer from, Map<String, Integer> ids) {
        this.facts = facts;
        this.vectors = vectors;
        this.columns = from.columns;
        this.accounts = new ArrayList<>(ids.keySet());
        this.reports = from.reports;
    }

    int size() {
        return (int) (facts.byteSize() / BYTES);
    }

    CollectedRow row(int row) {
        long at = (long) row * BYTES;
        String id = transactionId(at);
        return new CollectedRow(
                id,
                accounts.get(facts.get(ValueLayout.JAVA_INT, at + ACCOUNT)),
                Instant.ofEpochMilli(timeMillis(row)),
                facts.get(ValueLayout.JAVA_DOUBLE, at + AMOUNT),
                facts.get(ValueLayout.JAVA_SHORT, at + STOPPED) != 0,
                facts.get(ValueLayout.JAVA_DOUBLE, at + PROPENSITY),
                reports.getOrDefault(id, TransactionReports.NONE));
    }

    long timeMillis(int row) {
        return facts.get(ValueLayout.JAVA_LONG, (long) row * BYTES + TIME);
    }

    /** One value of a row's vector. */
    float value(int row, int column) {
        return vectors.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * columns + column);
    }

    /** The rows that something was reported on, in order. */
    IntStream reported() {
        return IntStream.range(0, size())
                .filter(row -> reports.containsKey(transactionId((long) row * BYTES)));
    }

    private String transactionId(long at) {
        int length = facts.get(ValueLayout.JAVA_SHORT, at + ID_LENGTH);
        byte[] id = facts.asSlice(at + ID, length).toArray(ValueLayout.JAVA_BYTE);
        return new String(id, StandardCharsets.US_ASCII);
    }

    /** Writes rows one after the other. */
    static final class Writer implements AutoCloseable {

        private final int columns;
        private final Spool facts;
        private final Spool vectors;
        private final Map<String, Integer> accounts = new java.util.LinkedHashMap<>();
        private final Map<String, TransactionReports> reports = new HashMap<>();

        /**
         * @param folder for the files, which have no name any more once they are open
         * @param columns of each vector
         */
        Writer(Path folder, int columns) {
            this.columns = columns;
            this.facts = new Spool(folder);
            this.vectors = new Spool(folder);
        }

        /** Adds a transaction whose vector has exactly the columns. */
        void add(CollectedRow row, FeatureVector vector) {
            byte[] id = row.transactionId().getBytes(StandardCharsets.US_ASCII);
            ByteBuffer to = facts.room(BYTES);
            to.putLong(row.occurredAt().toEpochMilli())
                    .putDouble(row.amount())
                    .putDouble(row.propensity())
                    .putInt(accounts.computeIfAbsent(row.accountId(), _ -> accounts.size()))
                    .putShort((short) (row.stopped() ? 1 : 0))
                    .putShort((short) id.length)
                    .put(id)
                    .put(new byte[BYTES - ID - id.length]);
            ByteBuffer values = vectors.room(columns * Float.BYTES);
            for (int column = 0; column < columns; column++) {
                values.putFloat(vector.get(column));
            }
            if (row.reports() != TransactionReports.NONE) {
                reports.put(row.transactionId(), row.reports());
            }
        }

        /** Adds what was reported on a transaction, before it or after it. */
        void report(ReportedOutcome report) {
            reports.merge(
                    report.transactionId(),
                    TransactionReports.NONE.with(report),
                    (before, _) -> before.with(report));
        }

        /** What was written, to be read. */
        Rows rows() {
            try {
                return new Rows(facts.mapped(), vectors.mapped(), this, accounts);
            } catch (IOException e) {
                throw new UncheckedIOException("the collected rows cannot be read", e);
            }
        }

        @Override
        public void close() {
            facts.close();
            vectors.close();
        }
    }
}
