package io.riskgate.feature;

import java.util.Arrays;

/** Events that have an attribute, with its value. */
final class NumberColumn extends FoldableColumn {

    double[] values = new double[firstCapacity()];

    void insert(long millis, double value) {
        int at = open(millis);
        values[at] = value;
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
