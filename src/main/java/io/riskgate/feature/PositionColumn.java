package io.riskgate.feature;

import io.riskgate.transaction.Circumstances;

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
}
