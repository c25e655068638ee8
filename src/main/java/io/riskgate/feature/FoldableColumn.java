package io.riskgate.feature;

/** A column that is folded for itself. */
abstract class FoldableColumn extends TimeColumn implements Foldable {

    private long foldLine = Long.MIN_VALUE;

    @Override
    public final long foldLine() {
        return foldLine;
    }

    @Override
    public final void foldLine(long millis) {
        foldLine = millis;
    }

    @Override
    public final long count(long left, long right) {
        return Math.max(0, upTo(right) - upTo(left));
    }

    /** Takes the newest arrival of this moment out. */
    final void remove(long millis) {
        int at = latestAt(millis);
        if (at >= 0) {
            close(at);
        }
    }

    /** Lets go of the events before the last that is no later than this moment. */
    final void evict(long edge) {
        closeFirst(Math.max(0, upTo(edge) - 1));
    }
}
