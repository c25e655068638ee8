package io.riskgate.feature;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/** Events with the hash of a value of theirs. */
final class IdColumn extends FoldableColumn {

    long[] ids = new long[firstCapacity()];

    void insert(long millis, long id) {
        int at = open(millis);
        ids[at] = id;
    }

    /** Of the events up to this moment, keeps one a bucket and value. */
    void fold(long upTo, long width, Distincts seen) {
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

    @Override
    void writeTo(Frame frame) {
        writeTimes(frame);
        frame.putLongs(ids, size);
    }

    @Override
    void readFrom(DataInputStream in) throws IOException {
        readTimes(in);
        ids = Arrays.copyOf(longs(in), times.length);
    }

    @Override
    int bytesEach() {
        return 16;
    }
}
