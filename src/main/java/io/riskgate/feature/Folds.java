package io.riskgate.feature;

import java.io.IOException;
import java.util.Arrays;

/**
 * The oldest events of a lane, one entry a time bucket. Bucket k holds {@code (k·width,
 * (k+1)·width]}, so a window whose edges are multiples of the width reads it exactly.
 */
final class Folds {

    private final long width;
    private int size;
    private long[] buckets = new long[4];
    private Bucket[] contents = new Bucket[4];

    /** What a bucket holds. */
    private static final class Bucket {
        final Amounts amounts = new Amounts();
        long first = Rows.NEVER;
        long last = Long.MIN_VALUE;
    }

    Folds(long width) {
        this.width = width;
    }

    /** The bucket that holds this moment. */
    static long bucketOf(long millis, long width) {
        return Math.floorDiv(millis - 1, width);
    }

    void add(long millis, long minor) {
        long bucket = bucketOf(millis, width);
        int at = Arrays.binarySearch(buckets, 0, size, bucket);
        if (at < 0) {
            at = -at - 1;
            insert(at, bucket);
        }
        Bucket content = contents[at];
        content.amounts.add(minor);
        content.first = Math.min(content.first, millis);
        content.last = Math.max(content.last, millis);
    }

    private void insert(int at, long bucket) {
        if (size == buckets.length) {
            buckets = Arrays.copyOf(buckets, size * 2);
            contents = Arrays.copyOf(contents, size * 2);
        }
        System.arraycopy(buckets, at, buckets, at + 1, size - at);
        System.arraycopy(contents, at, contents, at + 1, size - at);
        buckets[at] = bucket;
        contents[at] = new Bucket();
        contents[at].amounts.clear();
        size++;
    }

    /**
     * Adds what happened in {@code (left, right]}, each a multiple of the width where it is before
     * the fold line.
     */
    void gather(long left, long right, long foldLine, Amounts into) {
        for (int i = from(left); i < size && isIn(i, right, foldLine); i++) {
            into.add(contents[i].amounts);
        }
    }

    long count(long left, long right, long foldLine) {
        long count = 0;
        for (int i = from(left); i < size && isIn(i, right, foldLine); i++) {
            count += contents[i].amounts.count;
        }
        return count;
    }

    /** The moment of the latest event up to {@code right}, or {@link Long#MIN_VALUE}. */
    long latest(long right, long foldLine) {
        for (int i = size - 1; i >= 0; i--) {
            if (isIn(i, right, foldLine)) {
                return contents[i].last;
            }
        }
        return Long.MIN_VALUE;
    }

    /** The moment of the earliest event after {@code left}, or {@link TimeColumn#NEVER}. */
    long earliest(long left) {
        int at = from(left);
        return at < size ? contents[at].first : Rows.NEVER;
    }

    /** Drops the buckets before the last that ends by this moment. */
    void evict(long edge) {
        int drop = 0;
        while (drop + 1 < size && (buckets[drop + 1] + 1) * width <= edge) {
            drop++;
        }
        buckets = Arrays.copyOfRange(buckets, drop, buckets.length);
        contents = Arrays.copyOfRange(contents, drop, contents.length);
        size -= drop;
    }

    private int from(long left) {
        if (left == Long.MIN_VALUE) {
            return 0;
        }
        int at = Arrays.binarySearch(buckets, 0, size, -Math.floorDiv(-left, width));
        return at >= 0 ? at : -at - 1;
    }

    private boolean isIn(int at, long right, long foldLine) {
        return Math.min((buckets[at] + 1) * width, foldLine) <= right;
    }

    /** About how many bytes of memory it takes. */
    long bytes() {
        return 96 + 12L * buckets.length + 96L * size;
    }

    void writeTo(Frame frame) {
        frame.putLong(width).putLongs(buckets, 0, size);
        for (int i = 0; i < size; i++) {
            contents[i].amounts.writeTo(frame);
            frame.putLong(contents[i].first).putLong(contents[i].last);
        }
    }

    static Folds readFrom(FrameReader in) throws IOException {
        Folds folds = new Folds(in.readLong());
        for (long bucket : in.readLongs()) {
            folds.insert(folds.size, bucket);
            Bucket content = folds.contents[folds.size - 1];
            content.amounts.readFrom(in);
            content.first = in.readLong();
            content.last = in.readLong();
        }
        return folds;
    }
}
