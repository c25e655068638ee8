package io.riskgate.journal;

import io.riskgate.journal.JournalStore.Batch;
import io.riskgate.outcome.OutcomeJournal.NumberedReport;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The journal on local disk: what PostgreSQL could not take in time, until it has, and a window of
 * the ids known last. Written by one thread; read by any.
 */
public interface Spill {

    /**
     * Reads what an earlier run left.
     *
     * @param journal which journal PostgreSQL holds; what belongs to another is left aside
     * @param inPostgres the last number that PostgreSQL holds
     */
    void open(UUID journal, long inPostgres);

    /**
     * Writes a run and syncs it.
     *
     * @throws IOException when it is not on disk; nothing of it is then
     */
    void append(long first, long last, Batch batch) throws IOException;

    /** Notes transactions that PostgreSQL holds; not synced. */
    void remember(List<SpilledRow> known) throws IOException;

    /** The last number that anything stands here of, 0 where nothing does. */
    long newest();

    /**
     * Tries whether the disk can be written.
     *
     * @throws IOException when it cannot
     */
    void probe() throws IOException;

    /** What stands there that PostgreSQL does not hold. */
    Standing standing();

    /**
     * The oldest rows that PostgreSQL does not hold, in order; whole runs, about this many rows.
     */
    Portion oldest(int most);

    /** Whether this number stands here and PostgreSQL does not hold it yet. */
    boolean isWaiting(long sequence);

    /** PostgreSQL holds everything up to this number. */
    void drained(long last);

    /** A row that cannot be drained is kept beside the others, for a person to look at. */
    void setAside(SpilledRow row);

    /** The newest row of a transaction, in the spill or in the window of known ids. */
    Optional<SpilledRow> find(String transactionId);

    /** Reports that PostgreSQL does not hold. */
    List<NumberedReport> reports();

    /**
     * Reads PostgreSQL first and then what it did not hold: nothing is removed from the spill in
     * between.
     *
     * @param postgres answers the last number it read
     * @param rows is given what stands in the spill above that number, in order
     */
    void after(LongSupplier postgres, Consumer<SpilledRow> rows);

    /**
     * Some runs.
     *
     * @param last the last number of the last of them
     */
    record Portion(List<SpilledRow> rows, long last) {

        public Portion {
            rows = List.copyOf(rows);
        }
    }

    /**
     * What is in the spill.
     *
     * @param records how many rows
     * @param bytes how many bytes the segments with such rows take
     * @param oldest when the oldest was written; null when there is none
     */
    record Standing(long records, long bytes, @Nullable Instant oldest) {

        public boolean isEmpty() {
            return records == 0;
        }
    }
}
