package io.riskgate.decision;

import io.riskgate.feature.Observation;
import io.riskgate.policy.Policy;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scoring;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Where decisions become durable. Every number that the feature engine gave out is either appended
 * or abandoned, once.
 */
public interface Journal {

    /**
     * Takes a transaction's place in the journal.
     *
     * @return completes with where it is durable; exceptionally with {@link NotDurableException}
     *     when it will never be
     */
    CompletableFuture<Decision.Durability> append(Entry entry);

    /**
     * Gives a number up: it and every later number that is not yet durable leave the profiles
     * again.
     */
    void abandon(long sequence);

    /** Whether another transaction may be observed. */
    Readiness readiness();

    /**
     * Waits while the journal catches up with what was spilled: what is decided meanwhile has to be
     * written twice, which whoever can wait should spare it.
     *
     * @param atMost for how long
     */
    void awaitCaughtUp(Duration atMost) throws InterruptedException;

    /** Whether what is observed now can become durable. */
    enum Readiness {
        OPEN,
        /** Decisions can, on local disk; history, which can wait, cannot. */
        SPILLING,
        /** Too many wait. */
        FULL,
        /** Nothing can be written. */
        UNWRITABLE;

        boolean takesDecisions() {
            return this == OPEN || this == SPILLING;
        }
    }

    /**
     * One transaction in its place.
     *
     * @param contentHash the hash of its content
     * @param decided what was decided, null for an imported transaction
     */
    record Entry(
            Observation observation,
            Transaction transaction,
            UUID contentHash,
            @Nullable Decided decided) {

        public long sequence() {
            return observation.sequence();
        }
    }

    /**
     * A decision with all it takes to recompute it.
     *
     * @param contributions what each feature added, null where nobody asked
     */
    record Decided(
            Decision decision,
            Scoring scoring,
            Policy.Judgement judgement,
            Thresholds thresholds,
            @Nullable Contributions contributions) {}

    /** A transaction that was decided and will never be durable: the caller must send it again. */
    class NotDurableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public NotDurableException(String message) {
            super(message);
        }
    }
}
