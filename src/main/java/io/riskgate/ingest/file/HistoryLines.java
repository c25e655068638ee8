package io.riskgate.ingest.file;

import io.riskgate.ingest.HistoryImport.Kind;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * The lines of a transactions file and an outcomes file, merged by time: an outcome at its
 * reportedAt, first on ties.
 */
final class HistoryLines implements Closeable {

    /*
     * Each file is taken in its own order, so that a line without a readable time stays where it stands and is refused
     * there with its reason. Only the two heads are held.
     */
    private final HistoryFile transactions;
    private final @Nullable HistoryFile outcomes;

    private HistoryLines(HistoryFile transactions, @Nullable HistoryFile outcomes) {
        this.transactions = transactions;
        this.outcomes = outcomes;
    }

    /** Opens the files; {@code -} is standard input. */
    static HistoryLines open(String transactions, Optional<String> outcomes) throws IOException {
        HistoryFile first = HistoryFile.open(transactions, Kind.TRANSACTION, "occurredAt");
        if (outcomes.isEmpty()) {
            return new HistoryLines(first, null);
        }
        try {
            return new HistoryLines(
                    first, HistoryFile.open(outcomes.get(), Kind.OUTCOME, "reportedAt"));
        } catch (IOException | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    /** The next line in time, null at the end. */
    @Nullable HistoryLine next() throws IOException {
        HistoryFile reported = outcomes;
        if (reported == null || reported.head() == null) {
            return transactions.take();
        }
        if (transactions.head() == null) {
            return reported.take();
        }
        return reported.time().isAfter(transactions.time()) ? transactions.take() : reported.take();
    }

    /** Bytes read from the files as they lie on disk. */
    long bytesRead() {
        return transactions.bytesRead() + (outcomes == null ? 0 : outcomes.bytesRead());
    }

    /** Bytes of the files as they lie on disk, empty where one is standard input. */
    Optional<Long> size() {
        HistoryFile reported = outcomes;
        return transactions
                .size()
                .flatMap(
                        one ->
                                reported == null
                                        ? Optional.of(one)
                                        : reported.size().map(two -> one + two));
    }

    @Override
    public void close() throws IOException {
        transactions.close();
        if (outcomes != null) {
            outcomes.close();
        }
    }
}
