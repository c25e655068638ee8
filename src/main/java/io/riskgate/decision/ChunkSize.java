package io.riskgate.decision;

import java.time.Duration;

/** How many transactions are decided together, by what one of them took of late. */
final class ChunkSize {

    /*
     * From its observation to its place in the journal a transaction holds up everything that was observed after it, so a
     * chunk is no larger than the rows the model gains from.
     */
    static final int MOST = 64;

    /*
     * The first of a chunk waits for the last, in the budget of each. A quarter of it leaves room for a collection or a
     * busy neighbour.
     */
    private static final int SHARE_OF_BUDGET = 4;
    private static final int MEMORY = 8;

    private final long allowedNanos;
    private volatile long rowNanos;

    /**
     * A first chunk, of which nothing is known, is as small as one whose rows take a millisecond.
     */
    ChunkSize(Duration budget) {
        allowedNanos = budget.toNanos() / SHARE_OF_BUDGET;
        rowNanos = Duration.ofMillis(1).toNanos();
    }

    /** Between 1 and {@link #MOST}, so many that all are expected within a share of the budget. */
    int rows() {
        return (int) Math.clamp(allowedNanos / Math.max(1, rowNanos), 1, MOST);
    }

    /**
     * Learns from a chunk that was decided. Two at a time may lose one of two lessons, which come
     * by the hundred a second.
     */
    void took(int rows, long nanos) {
        rowNanos += (nanos / rows - rowNanos) / MEMORY;
    }
}
