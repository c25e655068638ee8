package io.riskgate.journal;

import io.riskgate.feature.FeatureVector;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Draw;
import io.riskgate.registry.ModelReference;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Consumer;

/** Everything the journal holds, read in the one order; in constant memory, however long it is. */
public interface History {

    /**
     * Hands over every event with a number above {@code afterSequence}, in order of their numbers.
     */
    void replay(long afterSequence, Consumer<Event> events);

    /**
     * Hands over the same events, but of no transaction what was decided: profiles do not need it,
     * and it is most of what is stored.
     */
    default void replayUndecided(long afterSequence, Consumer<Event> events) {
        replay(afterSequence, events);
    }

    /** One committed event. */
    sealed interface Event {

        /** Its place in the one order. */
        long sequence();

        /** When it was recorded. */
        Instant recordedAt();
    }

    /**
     * A transaction.
     *
     * @param decided what was decided, null for an imported transaction
     */
    record Transacted(
            long sequence, Instant recordedAt, Transaction transaction, @Nullable Decided decided)
            implements Event {}

    /**
     * A report of what a transaction really was.
     *
     * @param of the transaction reported on where it is known now, whether it arrived before the
     *     report or after
     */
    record Reported(
            long sequence, Instant recordedAt, ReportedOutcome report, @Nullable Transaction of)
            implements Event {}

    /**
     * What was decided.
     *
     * @param score null when no model ran
     * @param model null when no model ran
     * @param planHash of the feature plan whose columns the vector has
     * @param vector as it was served
     * @param draw whether chance let it through, null where chance had no part in it
     */
    record Decided(
            DecisionOutcome outcome,
            @Nullable Double score,
            @Nullable ModelReference model,
            String planHash,
            FeatureVector vector,
            @Nullable Draw draw) {}
}
