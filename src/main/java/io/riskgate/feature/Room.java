package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Arrays that profiles have outgrown or left, for others to use: as many entities come as go, and
 * what one lets go of another needs, so that a warm engine allocates next to nothing.
 */
final class Room {

    private static final int STEP = 4;
    private static final int LARGEST = 1024;
    /* Of one length; what lies here is missing elsewhere. */
    private static final int MOST_WORDS = 32 * 1024;

    private final @Nullable Shelf[] shelves = new @Nullable Shelf[LARGEST / STEP + 1];

    /** Arrays of one length. */
    private static final class Shelf {
        private long[][] arrays = new long[8][];
        private int size;
    }

    /** An array of at least so many words; what stands in it means nothing. */
    long[] take(int words) {
        int steps = (words + STEP - 1) / STEP;
        Shelf shelf = steps < shelves.length ? shelves[steps] : null;
        if (shelf == null || shelf.size == 0) {
            return new long[steps * STEP];
        }
        return shelf.arrays[--shelf.size];
    }

    /** Takes an array that nobody refers to any more. */
    void give(long[] words) {
        int steps = words.length / STEP;
        if (words.length % STEP != 0 || steps >= shelves.length || steps == 0) {
            return;
        }
        Shelf shelf = shelves[steps];
        if (shelf == null) {
            shelf = new Shelf();
            shelves[steps] = shelf;
        }
        if (shelf.size * words.length >= MOST_WORDS) {
            return;
        }
        if (shelf.size == shelf.arrays.length) {
            shelf.arrays = Arrays.copyOf(shelf.arrays, 2 * shelf.size);
        }
        shelf.arrays[shelf.size++] = words;
    }
}
