package io.riskgate.journal;

import io.riskgate.decision.Journal;
import io.riskgate.outcome.OutcomeJournal;

import java.util.List;

/** Where slots are written: all of a call's, or none. */
public interface JournalStore {

    /**
     * Writes these slots in one commit.
     *
     * @throws UnavailableException when the store cannot be reached or does not answer; whether it
     *     was written is not known
     * @throws RejectedException when the store refused the content; nothing was written
     */
    void commit(Batch batch);

    /** Whether the last transaction or report of this batch is in the store. */
    boolean holds(Batch batch);

    /** The store cannot be reached or did not answer in time. */
    class UnavailableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public UnavailableException(String message, Throwable cause) {
            super(message, cause);
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
