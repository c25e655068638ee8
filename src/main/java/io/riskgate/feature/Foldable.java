package io.riskgate.feature;

/** Something whose oldest events are read by time bucket and no longer one by one. */
interface Foldable {

    /** The last moment whose events are read by bucket, {@link Long#MIN_VALUE} for none. */
    long foldLine();

    void foldLine(long millis);

    /** How many events are in {@code (left, right]}. */
    long count(long left, long right);
}
