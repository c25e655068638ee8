package io.riskgate.feature;

import java.util.Arrays;

/** Events that have a position, with it. */
final class PositionColumn extends TimeColumn {

    double[] latitudes = new double[firstCapacity()];
    double[] longitudes = new double[firstCapacity()];

    void insert(long millis, double latitude, double longitude) {
        int at = open(millis);
        latitudes[at] = latitude;
        longitudes[at] = longitude;
    }

    void remove(long millis) {
        int at = latestAt(millis);
        if (at >= 0) {
            close(at);
        }
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
