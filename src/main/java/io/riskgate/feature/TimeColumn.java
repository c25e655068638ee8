package io.riskgate.feature;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Events of one stream in the order of their time, those of equal time in order of arrival, and in
 * subclasses what is held of each. A late event moves the later ones up.
 */
abstract class TimeColumn {

    static final long NEVER = Long.MAX_VALUE;

    private static final int FIRST_CAPACITY = 2;
    private static final int CHUNK = 4096;

    /* The object, its arrays' headers and the reference to it. */
    private static final long OBJECT = 88;

    long[] times = new long[FIRST_CAPACITY];
    int size;

    /** How many events are no later than this moment. */
    final int upTo(long millis) {
        int high = size;
        if (high == 0 || times[high - 1] <= millis) {
            return high;
        }
        int low = 0;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] <= millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Makes room for an event behind those of its time; returns where. */
    final int open(long millis) {
        if (size == times.length) {
            grow();
        }
        int at = upTo(millis);
        if (at < size) {
            System.arraycopy(times, at, times, at + 1, size - at);
            move(at, at + 1, size - at);
        }
        times[at] = millis;
        size++;
        return at;
    }

    /** Where the newest arrival of this moment stands, or -1. */
    final int latestAt(long millis) {
        int at = upTo(millis) - 1;
        return at >= 0 && times[at] == millis ? at : -1;
    }

    final void close(int at) {
        int behind = size - at - 1;
        System.arraycopy(times, at + 1, times, at, behind);
        move(at + 1, at, behind);
        size--;
    }

    /** Takes the oldest out. */
    final void closeFirst(int count) {
        if (count == 0) {
            return;
        }
        System.arraycopy(times, count, times, 0, size - count);
        move(count, 0, size - count);
        size -= count;
    }

    final boolean isFull() {
        return size == times.length;
    }

    final void grow() {
        growFrom(times.length);
    }

    /** Makes room for half as many more than this. */
    final void growFrom(int capacity) {
        int larger = capacity + (capacity >> 1) + 1;
        times = Arrays.copyOf(times, larger);
        resize(larger);
    }

    /** Gives what is held of each event this capacity. */
    abstract void resize(int capacity);

    /** Moves what is held of these events. */
    abstract void move(int from, int to, int count);

    static int firstCapacity() {
        return FIRST_CAPACITY;
    }

    /** Writes what is held. */
    abstract void writeTo(Frame frame);

    /** Takes the place of what is held. */
    abstract void readFrom(DataInputStream in) throws IOException;

    final void writeTimes(Frame frame) {
        frame.putLongs(times, size);
    }

    final void readTimes(DataInputStream in) throws IOException {
        long[] read = longs(in);
        size = read.length;
        times = Arrays.copyOf(read, Math.max(size, FIRST_CAPACITY));
    }

    /* Room grows with what is really there: a damaged length must not ask for all memory. */
    static long[] longs(DataInputStream in) throws IOException {
        int count = in.readInt();
        long[] values = new long[Math.min(count, CHUNK)];
        for (int i = 0; i < count; i++) {
            if (i == values.length) {
                values = Arrays.copyOf(values, (int) Math.min(count, 2L * i));
            }
            values[i] = in.readLong();
        }
        return values;
    }

    static double[] doubles(DataInputStream in) throws IOException {
        return Arrays.stream(longs(in)).mapToDouble(Double::longBitsToDouble).toArray();
    }

    /** About how many bytes of memory it takes. */
    final long bytes() {
        return OBJECT + (long) times.length * bytesEach();
    }

    /** How many bytes an event takes. */
    abstract int bytesEach();
}
