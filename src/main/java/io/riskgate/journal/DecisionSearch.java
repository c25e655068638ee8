package io.riskgate.journal;

import io.riskgate.decision.Decision;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Finds decisions by who took part in them, the newest first. */
public interface DecisionSearch {

    /**
     * Decisions that fit.
     *
     * @param below only those with smaller numbers
     * @param limit at most so many
     */
    List<Found> newest(Filter filter, long below, int limit);

    /** A decision with its transaction and its number. */
    record Found(long sequence, Transaction transaction, Decision decision) {}

    /**
     * Which decisions are wanted.
     *
     * @param parties what the transaction must bear
     * @param outcome null for any
     * @param from decided at or after, null for any
     * @param to decided before, null for any
     */
    record Filter(
            Map<Identifier, String> parties,
            @Nullable DecisionOutcome outcome,
            @Nullable Instant from,
            @Nullable Instant to) {

        public Filter {
            parties = Map.copyOf(parties);
        }
    }
}
