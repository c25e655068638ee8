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
}
