package io.riskgate.feature;

import io.riskgate.transaction.Circumstances;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/** Events that have a position, with it. */
final class PositionColumn extends FoldableColumn {

    double[] latitudes = new double[firstCapacity()];
    double[] longitudes = new double[firstCapacity()];

    void insert(long millis, Circumstances place) {
        int at = open(millis);
        latitudes[at] = Objects.requireNonNull(place.latitude());
        longitudes[at] = Objects.requireNonNull(place.longitude());
    }

    @Override
    void resize(int capacity) {
        latitudes = Arrays.copyOf(latitudes, capacity);
        longitudes = Arrays.copyOf(longitudes, capacity);
    }

    @Override
    void move(int from, int to, int count) {
        System.arraycopy(latitudes, from, latitudes, to, count);
        System.arraycopy(longitudes, from, longitudes, to, count);
    }

    @Override
    void writeTo(Frame frame) {
        writeTimes(frame);
        frame.putDoubles(latitudes, size);
        frame.putDoubles(longitudes, size);
    }

    @Override
    void readFrom(DataInputStream in) throws IOException {
        readTimes(in);
        latitudes = Arrays.copyOf(doubles(in), times.length);
        longitudes = Arrays.copyOf(doubles(in), times.length);
    }

    @Override
    int bytesEach() {
        return 24;
    }
}
