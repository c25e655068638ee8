package io.riskgate.journal.file;

import java.util.Arrays;

/** Where in a segment the transactions with a hash stand. */
final class SegmentIndex {

    /* Open addressing over two arrays: 24 bytes an id at worst, 12 at best. Offset 0 is the segment's header, so free. */
    private static final int SMALLEST = 1 << 10;

    private long[] hashes = new long[SMALLEST];
    private int[] offsets = new int[SMALLEST];
    private int size;

    synchronized void add(long hash, int offset) {
        if (size * 2 >= hashes.length) {
            grow();
        }
        put(hash, offset);
        size++;
    }

    /** The offsets under this hash; more than one where ids collide. */
    synchronized int[] find(long hash) {
        int[] found = {};
        int at = (int) hash & hashes.length - 1;
        while (offsets[at] != 0) {
            if (hashes[at] == hash) {
                found = Arrays.copyOf(found, found.length + 1);
                found[found.length - 1] = offsets[at];
            }
            at = at + 1 & hashes.length - 1;
        }
        return found;
    }

    synchronized int size() {
        return size;
    }

    private void put(long hash, int offset) {
        int at = (int) hash & hashes.length - 1;
        while (offsets[at] != 0) {
            at = at + 1 & hashes.length - 1;
        }
        hashes[at] = hash;
        offsets[at] = offset;
    }

    private void grow() {
        long[] before = hashes;
        int[] places = offsets;
        hashes = new long[before.length * 2];
        offsets = new int[before.length * 2];
        for (int i = 0; i < before.length; i++) {
            if (places[i] != 0) {
                put(before[i], places[i]);
            }
        }
    }
}
