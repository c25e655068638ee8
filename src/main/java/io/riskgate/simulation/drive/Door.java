package io.riskgate.simulation.drive;

import io.riskgate.transaction.Transaction;

/** A way into the running service. */
interface Door extends AutoCloseable {

    /**
     * Sends one transaction and tells the tally what came of it, now or later; may block the
     * calling (virtual) thread.
     *
     * @param intendedNanos when it should have been sent, on the monotonic clock: its latency
     *     counts from here
     */
    void send(Transaction transaction, long intendedNanos);

    /** Waits for the answers that are still out, for a while. */
    void finish() throws InterruptedException;

    @Override
    void close();
}
