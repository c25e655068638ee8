package io.riskgate.feature;

/** Counts different numbers; used again and again without being cleared. */
final class Distincts {

    private int[] slots = new int[64];
    private int[] rounds = new int[64];
    private int round;
    private int count;

    /** Starts over, for at most so many numbers. */
    void begin(int most) {
        if (slots.length < 2L * most) {
            int capacity = Integer.highestOneBit(Math.max(64, most)) * 4;
            slots = new int[capacity];
            rounds = new int[capacity];
            round = 0;
        }
        round++;
        if (round == 0) {
            java.util.Arrays.fill(rounds, 0);
            round = 1;
        }
        count = 0;
    }

    /** Whether the number was not there yet. */
    boolean add(int number) {
        int mask = slots.length - 1;
        int slot = number * 0x9E3779B9;
        slot = (slot ^ slot >>> 15) & mask;
        while (rounds[slot] == round) {
            if (slots[slot] == number) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        rounds[slot] = round;
        slots[slot] = number;
        count++;
        return true;
    }

    int count() {
        return count;
    }
}
