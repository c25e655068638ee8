package io.riskgate.journal;

import io.riskgate.decision.Decision;
import io.riskgate.decision.Journal;
import io.riskgate.outcome.OutcomeJournal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What stands at one number of the order, until it is durable. */
sealed interface Slot {

    /** Nothing: given up. */
    Slot VOID = new Void();

    /** It will never be durable. */
    default void fail(RuntimeException reason) {}

    /** A transaction with its decision, or an imported one. */
    record Transacted(Journal.Entry entry, CompletableFuture<Decision.Durability> durable)
            implements Slot {

        @Override
        public void fail(RuntimeException reason) {
            durable.completeExceptionally(reason);
        }
    }

    /** Reports that become durable together, at the last number of them. */
    record Reported(
            List<OutcomeJournal.NumberedReport> reports, CompletableFuture<java.lang.Void> durable)
            implements Slot {

        public Reported {
            reports = List.copyOf(reports);
        }

        @Override
        public void fail(RuntimeException reason) {
            durable.completeExceptionally(reason);
        }
    }

    /** The number of a report that is written with a later one: no commit may end between them. */
    record Joined(long until) implements Slot {}

    /** See {@link #VOID}. */
    record Void() implements Slot {}
}
