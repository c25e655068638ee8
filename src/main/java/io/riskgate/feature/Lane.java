package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Currency;

/**
 * The events of a stream in one currency with the running sum of their amounts: a window's count
 * and sum are differences of two places. Without a currency it only counts.
 */
final class Lane extends TimeColumn {

    final @Nullable Currency currency;

    /* Minor units up to and with each event. Sums may wrap around; their differences do not. */
    private long[] running;
    private long before;

    Lane(@Nullable Currency currency) {
        this.currency = currency;
        running = new long[currency == null ? 0 : firstCapacity()];
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

    long count(long left, long right) {
        return Math.max(0, upTo(right) - upTo(left));
    }

    /** Adds the count and sum of {@code (left, right]}. */
    void total(long left, long right, Amounts into) {
        int from = upTo(left);
        int to = upTo(right);
        if (from < to) {
            into.count += to - from;
            into.sum += runningBefore(to) - runningBefore(from);
        }
    }

    /** Adds every amount of {@code (left, right]}. */
    void each(long left, long right, Amounts into) {
        int to = upTo(right);
        for (int i = upTo(left); i < to; i++) {
            into.add(runningBefore(i + 1) - runningBefore(i));
        }
    }

    private long runningBefore(int at) {
        return at == 0 ? before : running[at - 1];
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
}
