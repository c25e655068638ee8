package io.riskgate.feature;

import java.util.Arrays;

/** Counts different hashes; used again and again without being cleared. */
final class Distincts {

    private long[] slots = new long[64];
    private int[] rounds = new int[64];
    private int round;
    private int count;

    /** Starts over, for at most so many hashes. */
    void begin(int most) {
        if (slots.length < 2L * most) {
            int capacity = Integer.highestOneBit(most) * 4;
            slots = new long[capacity];
            rounds = new int[capacity];
            round = 0;
        }
        round++;
        if (round == 0) {
            Arrays.fill(rounds, 0);
            round = 1;
        }
        count = 0;
    }

    /** Whether the hash was not there yet. */
    boolean add(long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (rounds[slot] == round) {
            if (slots[slot] == hash) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        rounds[slot] = round;
        slots[slot] = hash;
        count++;
        return true;
    }

    int count() {
        return count;
    }
}
