package io.riskgate.feature;

import java.util.Arrays;

/** Events with the number that stands for a value of theirs. */
final class IdColumn extends FoldableColumn {

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

    /** Lets go of the events before the last that is no later than this moment. */
    void evict(long edge, Values values) {
        int count = Math.max(0, upTo(edge) - 1);
        for (int i = 0; i < count; i++) {
            values.release(ids[i]);
        }
        closeFirst(count);
    }

    /** Of the events up to this moment, keeps one a bucket and value. */
    void fold(long upTo, long width, Distincts seen, Values values) {
        int count = upTo(upTo);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            long bucket = Folds.bucketOf(times[i], width);
            if (i == 0 || bucket != Folds.bucketOf(times[i - 1], width)) {
                seen.begin(count);
            }
            if (seen.add(ids[i])) {
                times[kept] = times[i];
                ids[kept++] = ids[i];
            } else {
                values.release(ids[i]);
            }
        }
        System.arraycopy(times, count, times, kept, size - count);
        System.arraycopy(ids, count, ids, kept, size - count);
        size -= count - kept;
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
