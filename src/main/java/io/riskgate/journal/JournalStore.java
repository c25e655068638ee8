package io.riskgate.journal;

import io.riskgate.decision.Journal;
import io.riskgate.outcome.OutcomeJournal;

import java.util.List;

/** Where slots are written: all of a call's, or none. Used by one thread. */
public interface JournalStore {

    /**
     * Writes these slots in one commit.
     *
     * @throws UnavailableException when the store cannot be reached or does not answer
     * @throws RejectedException when the store refused the content; nothing was written
     */
    void commit(Batch batch);

    /**
     * Writes rows of the spill in one commit; what is there already stays as it is.
     *
     * @return those whose id was there with another number: they are recorded as conflicts and not
     *     written
     * @throws UnavailableException as {@link #commit}
     * @throws RejectedException as {@link #commit}
     */
    List<Clash> drain(List<SpilledRow> rows);

    /**
     * Asks the store for a sign of life.
     *
     * @throws UnavailableException when it gives none
     */
    void ping();

    /** The store cannot be reached or did not answer in time. */
    class UnavailableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean inDoubt;

        public UnavailableException(String message, Throwable cause, boolean inDoubt) {
            super(message, cause);
            this.inDoubt = inDoubt;
        }

        /** Whether it may have been written, or may yet be: a server that hangs can wake up. */
        boolean isInDoubt() {
            return inDoubt;
        }
    }

    /** The store refused a row. */
    class RejectedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public RejectedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The transactions and reports of one commit, each in order of their numbers. */
    record Batch(List<Journal.Entry> transactions, List<OutcomeJournal.NumberedReport> reports) {

        public Batch {
            transactions = List.copyOf(transactions);
            reports = List.copyOf(reports);
        }

        public boolean isEmpty() {
            return transactions.isEmpty() && reports.isEmpty();
        }
    }
}
