package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Currency;

/**
 * The events of a stream in one currency with the running sum of their amounts: a window's count
 * and sum are differences of two places. Without a currency it only counts.
 */
final class Lane extends TimeColumn {

    private static final long[] NO_AMOUNTS = new long[0];

    final @Nullable Currency currency;

    /* Minor units up to and with each event. Sums may wrap around; their differences do not. */
    private long[] running;
    private long before;
    private @Nullable Folds folds;

    /* The earliest event that is no longer held. */
    private long gone = NEVER;

    Lane(@Nullable Currency currency) {
        this.currency = currency;
        running = currency == null ? NO_AMOUNTS : new long[firstCapacity()];
    }

    void insert(long millis, long minor) {
        int at = open(millis);
        if (currency != null) {
            running[at] = runningBefore(at);
            for (int i = at; i < size; i++) {
                running[i] += minor;
            }
        }
    }

    void remove(long millis, long minor) {
        int at = latestAt(millis);
        if (at >= 0) {
            close(at);
            for (int i = at; currency != null && i < size; i++) {
                running[i] -= minor;
            }
        }
    }

    boolean isEmpty() {
        return size == 0 && folds == null;
    }

    /** How many events are in {@code (left, right]}. */
    long count(long left, long right, long foldLine) {
        long count = Math.max(0, upTo(right) - upTo(left));
        return folds == null ? count : count + folds.count(left, right, foldLine);
    }

    /** Adds the count and sum of {@code (left, right]}. */
    void total(long left, long right, long foldLine, Amounts into) {
        int from = upTo(left);
        int to = upTo(right);
        if (from < to) {
            into.count += to - from;
            into.sum += runningBefore(to) - runningBefore(from);
        }
        if (folds != null) {
            folds.gather(left, right, foldLine, into);
        }
    }

    /** Adds every amount of {@code (left, right]}. */
    void each(long left, long right, long foldLine, Amounts into) {
        int to = upTo(right);
        for (int i = upTo(left); i < to; i++) {
            into.add(amount(i));
        }
        if (folds != null) {
            folds.gather(left, right, foldLine, into);
        }
    }

    /** The moment of the latest event up to {@code right}, or {@link Long#MIN_VALUE}. */
    long latest(long right, long foldLine) {
        int at = upTo(right);
        long exact = at == 0 ? Long.MIN_VALUE : times[at - 1];
        return folds == null ? exact : Math.max(exact, folds.latest(right, foldLine));
    }

    /** The moment of the earliest event after {@code left}, or {@link #NEVER}. */
    long earliestAfter(long left) {
        int at = upTo(left);
        long exact = at == size ? NEVER : times[at];
        return folds == null ? exact : Math.min(exact, folds.earliest(left));
    }

    /** The moment of the earliest event ever held, or {@link #NEVER}. */
    long earliest() {
        return Math.min(gone, earliestAfter(Long.MIN_VALUE));
    }

    /** Lets go of the events before the last that is no later than this moment. */
    void evict(long edge) {
        if (folds != null) {
            gone = Math.min(gone, folds.earliest(Long.MIN_VALUE));
            folds.evict(edge);
        }
        int count = Math.max(0, upTo(edge) - 1);
        if (count > 0) {
            gone = Math.min(gone, times[0]);
            before = runningBefore(count);
            closeFirst(count);
        }
    }

    /** Moves the events up to this moment into buckets. */
    void fold(long upTo, long width) {
        int count = upTo(upTo);
        if (count == 0) {
            return;
        }
        if (folds == null) {
            folds = new Folds(width);
        }
        for (int i = 0; i < count; i++) {
            folds.add(times[i], currency == null ? 0 : amount(i));
        }
        before = runningBefore(count);
        closeFirst(count);
    }

    private long amount(int at) {
        return running[at] - runningBefore(at);
    }

    private long runningBefore(int at) {
        return currency == null || at == 0 ? before : running[at - 1];
    }

    @Override
    void resize(int capacity) {
        if (currency != null) {
            running = Arrays.copyOf(running, capacity);
        }
    }

    @Override
    void move(int from, int to, int count) {
        if (currency != null) {
            System.arraycopy(running, from, running, to, count);
        }
    }

    @Override
    void writeTo(Frame frame) {
        writeTimes(frame);
        frame.putLongs(running, currency == null ? 0 : size).putLong(before).putLong(gone);
        frame.putByte(folds == null ? 0 : 1);
        if (folds != null) {
            folds.writeTo(frame);
        }
    }

    @Override
    void readFrom(DataInputStream in) throws IOException {
        readTimes(in);
        long[] sums = longs(in);
        running = currency == null ? NO_AMOUNTS : Arrays.copyOf(sums, times.length);
        before = in.readLong();
        gone = in.readLong();
        folds = in.readByte() == 0 ? null : Folds.readFrom(in);
    }

    @Override
    int bytesEach() {
        return currency == null ? 8 : 16;
    }
}
