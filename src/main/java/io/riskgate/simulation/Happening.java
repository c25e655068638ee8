package io.riskgate.simulation;

import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** One thing that happens in the simulated world. */
public sealed interface Happening {

    /** When. */
    Instant at();

    /**
     * A payment is made.
     *
     * @param scheme the fraud it is part of, null for an honest one
     */
    record Paid(Transaction transaction, @Nullable Scheme scheme) implements Happening {

        @Override
        public Instant at() {
            return transaction.occurredAt();
        }
    }

    /** Somebody says what a payment really was. */
    record Reported(ReportedOutcome outcome) implements Happening {

        @Override
        public Instant at() {
            return outcome.reportedAt();
        }
    }
}
