package io.riskgate.feature;

import java.io.DataInputStream;
import java.io.IOException;
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

    @Override
    void writeTo(Frame frame) {
        writeTimes(frame);
        frame.putDoubles(values, size);
    }

    @Override
    void readFrom(DataInputStream in) throws IOException {
        readTimes(in);
        values = Arrays.copyOf(doubles(in), times.length);
    }

    @Override
    int bytesEach() {
        return 16;
    }
}
