package io.riskgate.feature;

import java.util.Arrays;

/** Events with the number that stands for a value of theirs. */
final class IdColumn extends TimeColumn {

    int[] ids = new int[firstCapacity()];

    void insert(long millis, int id) {
        int at = open(millis);
        ids[at] = id;
    }

    /** Takes the newest arrival of this moment out; returns its number, or -1. */
    int remove(long millis) {
        int at = latestAt(millis);
        if (at < 0) {
            return -1;
        }
        int id = ids[at];
        close(at);
        return id;
    }

    @Override
    void resize(int capacity) {
        ids = Arrays.copyOf(ids, capacity);
    }

    @Override
    void move(int from, int to, int count) {
        System.arraycopy(ids, from, ids, to, count);
    }
}
