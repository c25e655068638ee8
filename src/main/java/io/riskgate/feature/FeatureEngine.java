package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The one order, and the profiles kept in it. Every call that takes a number does so in the same
 * short critical section in which it reads and updates the profiles it touches, so a transaction
 * saw exactly the events with smaller numbers.
 */
public interface FeatureEngine {

    /** How many transactions {@link #expect} looks at. */
    int AHEAD = 16;

    /** The plan whose columns new vectors have. */
    FeaturePlan plan();

    /** The last number taken. */
    long lastSequence();

    /**
     * Gives a transaction the next number, reads its features and counts it in every window it
     * belongs to.
     *
     * @param known what was reported of it before it arrived; usually {@link LabelTimeline#NONE}
     */
    Observation observe(Transaction transaction, LabelTimeline known);

    /** Reads the features a transaction would have now. Takes no number and changes nothing. */
    Observation peek(Transaction transaction);

    /**
     * Gives an outcome the next number and replaces what is known of its transaction.
     *
     * @param of the transaction reported on, or null where it has not arrived
     * @param labels all that is known of it now, this outcome included
     * @return the number taken
     */
    long report(@Nullable Transaction of, LabelTimeline labels);

    /**
     * Puts a transaction of the journal back under the number it had; numbers must rise. Returns
     * the vector it has in this plan.
     */
    Observation replay(long sequence, Transaction transaction, LabelTimeline known);

    /**
     * Says which transactions are put back next, {@link #AHEAD} of them or fewer: what is known of
     * those they name is brought into the processor's caches together, which is most of what they
     * cost one by one. Changes nothing.
     */
    void expect(List<Transaction> next);

    /** Puts an outcome of the journal back under the number it had. */
    void replayReport(long sequence, @Nullable Transaction of, LabelTimeline labels);

    /**
     * Gives a transaction the number that another engine gave it, and may take it back like {@link
     * #observe}; numbers must rise.
     */
    Observation follow(long sequence, Transaction transaction, LabelTimeline known);

    /** Gives an outcome the number that another engine gave it. */
    void followReport(long sequence, @Nullable Transaction of, LabelTimeline labels);

    /** Numbers up to this one are durable and will never be retracted. */
    void settle(long sequence);

    /**
     * Takes every unsettled event with this number or a later one out of the profiles again, as if
     * it had never arrived.
     *
     * @return the last number taken so far: the numbers from {@code sequence} to this one are void,
     *     later ones are not
     */
    long retractFrom(long sequence);

    /**
     * Writes all profiles as they stand at the last number taken, while the order goes on. Returns
     * once everything it holds is settled.
     *
     * @return the last number it holds
     * @throws IOException where it cannot be written, or a number it holds was retracted or did not
     *     settle in time: what was written is then no checkpoint
     */
    long checkpoint(OutputStream out) throws IOException;

    /** How many entities are known and about what they take, by kind of entity. */
    List<EntityUse> use();
}
