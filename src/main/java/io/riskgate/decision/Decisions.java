package io.riskgate.decision;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The gate: every transaction, whichever door it came by, is decided here. */
public interface Decisions {

    /**
     * Decides a transaction on the calling thread, in the order of the calls, and answers once the
     * decision is durable.
     *
     * @return completes when durable, or known not to be; cancelling it changes nothing
     */
    CompletableFuture<Answer> submit(Call call);

    /**
     * The same for several, in their order. What comes after one that was not taken is not tried:
     * it must not overtake.
     *
     * @return an answer a call; one that failed on its own has failed in the list too
     */
    default List<CompletableFuture<Answer>> submit(List<Call> calls) {
        return calls.stream().map(this::submit).toList();
    }

    /**
     * The same, waiting: {@link Answer.Undurable} where durability takes longer than a caller
     * should wait.
     */
    Answer decide(Call call);

    /**
     * Records a transaction of the past without deciding it.
     *
     * @return completes with {@link Answer.Imported} once durable, also where it was known with the
     *     same content
     */
    CompletableFuture<Answer> record(Transaction transaction);

    /**
     * One transaction at the gate.
     *
     * @param budget what the caller allows, null for the configured budget; can only tighten it
     * @param dryRun decide on the present state and record nothing
     * @param door through which it came
     */
    record Call(Transaction transaction, @Nullable Duration budget, boolean dryRun, Door door) {

        /** The same call with no time for a model. */
        Call withoutModels() {
            return new Call(transaction, Duration.ZERO, dryRun, door);
        }
    }

    /** The ways in. */
    enum Door {
        REST,
        BATCH,
        KAFKA
    }
}
