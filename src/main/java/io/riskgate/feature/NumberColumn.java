package io.riskgate.feature;

import java.util.Arrays;

/** Events that have an attribute, with its value. */
final class NumberColumn extends TimeColumn {

    double[] values = new double[firstCapacity()];

    void insert(long millis, double value) {
        int at = open(millis);
        values[at] = value;
    }

    void remove(long millis) {
        int at = latestAt(millis);
        if (at >= 0) {
            close(at);
        }
    }

    @Override
    void resize(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    @Override
    void move(int from, int to, int count) {
        System.arraycopy(values, from, values, to, count);
    }
}
