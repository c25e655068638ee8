package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

/**
 * The events of a stream in one currency with the running sum of their amounts, in minor units: a
 * window's count and sum are differences of two rows. Sums may wrap around; their differences do
 * not. Without amounts it only counts.
 */
final class Lane extends Rows {

    /* Words of the entry in the directory. */
    private static final int GONE = 1;
    private static final int BEFORE = 2;

    void insert(long millis, long minor) {
        int row = open(millis);
        if (hasValues()) {
            value(row, runningBefore(row));
            add(row, minor);
        }
    }

    void remove(long millis, long minor) {
        int row = latestAt(millis);
        if (row >= 0) {
            close(row);
            if (hasValues()) {
                add(row, -minor);
            }
        }
    }

    private void add(int from, long minor) {
        for (int row = from; row < size; row++) {
            value(row, value(row) + minor);
        }
    }

    boolean isEmpty() {
        return size == 0 && folds() == null;
    }

    /** How many events are in {@code (left, right]}. */
    long count(long left, long right, long foldLine) {
        Folds folds = folds();
        long count = between(left, right);
        return folds == null ? count : count + folds.count(left, right, foldLine);
    }

    /** The sum of the rows from one to before another. */
    long sum(int from, int to) {
        return runningBefore(to) - runningBefore(from);
    }

    long amount(int row) {
        return sum(row, row + 1);
    }

    /** How many events are no later than this moment; the stream's edge it is of is noted. */
    int edge(int edge, long millis) {
        int first = bookmarks();
        int noted = Bookmarks.get(words, first, edge);
        int found = upToFrom(noted, millis);
        if (found != noted) {
            Bookmarks.set(words, first, edge, found);
        }
        return found;
    }

    private long runningBefore(int row) {
        return row == 0 ? entry(BEFORE) : value(row - 1);
    }

    /** The moment of the latest event up to {@code right}, or {@link Long#MIN_VALUE}. */
    long latest(long right, long foldLine) {
        int row = upTo(right);
        long exact = row == 0 ? Long.MIN_VALUE : time(row - 1);
        Folds folds = folds();
        return folds == null ? exact : Math.max(exact, folds.latest(right, foldLine));
    }

    /** The moment of the earliest event after {@code left}, or {@link #NEVER}. */
    long earliestAfter(long left) {
        int row = left == Long.MIN_VALUE ? 0 : upTo(left);
        long exact = row == size ? NEVER : time(row);
        Folds folds = folds();
        return folds == null ? exact : Math.min(exact, folds.earliest(left));
    }

    /** The moment of the earliest event ever held, or {@link #NEVER}. */
    long earliest() {
        return Math.min(entry(GONE), earliestAfter(Long.MIN_VALUE));
    }

    /** Lets go of the events before the last that is no later than this moment. */
    @Override
    void evict(long edge) {
        Folds folds = folds();
        if (folds != null) {
            entry(GONE, Math.min(entry(GONE), folds.earliest(Long.MIN_VALUE)));
            folds.evict(edge);
        }
        int count = Math.max(0, upTo(edge) - 1);
        if (count > 0) {
            entry(GONE, Math.min(entry(GONE), time(0)));
            drop(count);
        }
    }

    /** Moves the events up to this moment into buckets. */
    void fold(long upTo, long width) {
        int count = upTo(upTo);
        if (count == 0) {
            return;
        }
        Folds folds = folds();
        if (folds == null) {
            folds = new Folds(width);
            profile.rare().folds(place, folds);
        }
        for (int row = 0; row < count; row++) {
            folds.add(time(row), hasValues() ? amount(row) : 0);
        }
        drop(count);
    }

    private void drop(int count) {
        if (hasValues()) {
            entry(BEFORE, runningBefore(count));
        }
        closeFirst(count);
    }

    @Nullable Folds folds() {
        return profile.rare == null ? null : profile.rare.folds(place);
    }
}
