package io.riskgate.feature;

import java.util.Arrays;

/**
 * Since when one transaction counts as a fraud: a sequence of moments at which the verdict changed.
 * What is known of it is the state of the ledger at one point of the order; a later report makes a
 * new timeline.
 */
public final class LabelTimeline {

    /** Nothing was ever reported. */
    public static final LabelTimeline NONE = new LabelTimeline(new long[0], new boolean[0]);

    private final long[] fromMillis;
    private final boolean[] fraud;

    private LabelTimeline(long[] fromMillis, boolean[] fraud) {
        this.fromMillis = fromMillis;
        this.fraud = fraud;
    }

    /**
     * A timeline of changes.
     *
     * @param fromMillis the moments of change in milliseconds since the epoch, strictly rising
     * @param fraud whether the transaction counts as a fraud from that moment on
     */
    public static LabelTimeline of(long[] fromMillis, boolean[] fraud) {
        for (int i = 1; i < fromMillis.length; i++) {
            if (fromMillis[i] <= fromMillis[i - 1]) {
                throw new IllegalArgumentException("moments must rise");
            }
        }
        if (fromMillis.length != fraud.length) {
            throw new IllegalArgumentException("one verdict a moment");
        }
        return fromMillis.length == 0 ? NONE : new LabelTimeline(fromMillis.clone(), fraud.clone());
    }

    /**
     * Whether the transaction counts as a fraud at this moment, in milliseconds since the epoch;
     * the moment of a report is in.
     */
    public boolean isFraudAt(long millis) {
        int at = Arrays.binarySearch(fromMillis, millis);
        int change = at >= 0 ? at : -at - 2;
        return change >= 0 && fraud[change];
    }

    /** Whether nothing was reported. */
    public boolean isEmpty() {
        return fromMillis.length == 0;
    }

    /** Whether it counts as a fraud at no moment. */
    boolean isNeverFraud() {
        for (boolean one : fraud) {
            if (one) {
                return false;
            }
        }
        return true;
    }

    /** How many changes it holds. */
    public int size() {
        return fromMillis.length;
    }

    /** The moment of one change, in milliseconds since the epoch. */
    public long fromMillis(int change) {
        return fromMillis[change];
    }

    /** The verdict from that change on. */
    public boolean isFraud(int change) {
        return fraud[change];
    }
}
