package io.riskgate.decision;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** The gate: every transaction, whichever door it came by, is decided here. */
public interface Decisions {

    /**
     * Decides a transaction and makes the decision durable; blocks the calling (virtual) thread
     * until then.
     */
    Answer decide(Call call);

    /**
     * One transaction at the gate.
     *
     * @param budget what the caller allows, null for the configured budget; can only tighten it
     * @param dryRun decide on the present state and record nothing
     * @param door through which it came
     */
    record Call(Transaction transaction, @Nullable Duration budget, boolean dryRun, Door door) {}

    /** The ways in. */
    enum Door {
        REST,
        BATCH,
        KAFKA
    }
}
