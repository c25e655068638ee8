package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/**
 * The profiles of one kind of entity by name: open addressing with linear probing, in segments so
 * that no single call has to move more than a small part when it grows.
 */
final class Profiles {

    private static final int SEGMENT_BITS = 8;

    private final @Nullable Segment[] segments = new @Nullable Segment[1 << SEGMENT_BITS];
    private int size;
    private long bytes;
    private int swept;

    /** The profile with this name, or null. */
    @Nullable Profile get(long high, long low) {
        Segment segment = segments[(int) (high >>> Long.SIZE - SEGMENT_BITS)];
        return segment == null ? null : segment.slots[segment.find(high, low)];
    }

    /**
     * Reads where the profile with this name would be looked for first; the value means nothing.
     */
    int touch(long high) {
        Segment segment = segments[(int) (high >>> Long.SIZE - SEGMENT_BITS)];
        if (segment == null) {
            return 0;
        }
        int slot = (int) high & segment.slots.length - 1;
        return segment.hashes[slot] + (segment.slots[slot] == null ? 0 : 1);
    }

    /**
     * What most likely is the profile of this name, without a look at it; null where there is none.
     */
    @Nullable Profile candidate(long high) {
        Segment segment = segments[(int) (high >>> Long.SIZE - SEGMENT_BITS)];
        return segment == null ? null : segment.candidate((int) high);
    }

    /** Puts a profile in place of the one with its name, if any. */
    void put(Profile profile) {
        int index = (int) (profile.high >>> Long.SIZE - SEGMENT_BITS);
        Segment segment = segments[index];
        if (segment == null) {
            segment = new Segment();
            segments[index] = segment;
        }
        int slot = segment.find(profile.high, profile.low);
        Profile replaced = segment.slots[slot];
        if (replaced == null) {
            size++;
            segment.used++;
        } else {
            bytes -= replaced.bytes();
        }
        bytes += profile.bytes();
        segment.slots[slot] = profile;
        segment.hashes[slot] = (int) profile.high;
        segment.growIfFull();
    }

    void remove(Profile profile) {
        Segment segment = segments[(int) (profile.high >>> Long.SIZE - SEGMENT_BITS)];
        if (segment != null && segment.remove(segment.find(profile.high, profile.low))) {
            size--;
            bytes -= profile.bytes();
        }
    }

    int size() {
        return size;
    }

    /** About how many bytes they take. */
    long bytes() {
        return bytes;
    }

    /** Says that one of them has grown by so many bytes. */
    void grown(long by) {
        bytes += by;
    }

    /** How many parts {@link #some} knows. */
    static int segmentCount() {
        return 1 << SEGMENT_BITS;
    }

    /**
     * Offers the profiles of one part until the action did something for so many; returns how many.
     */
    int some(int index, int most, Predicate<Profile> action) {
        Segment segment = segments[index];
        int done = 0;
        for (int i = 0; segment != null && i < segment.slots.length && done < most; i++) {
            Profile profile = segment.slots[i];
            if (profile != null && action.test(profile)) {
                done++;
            }
        }
        return done;
    }

    /** Looks at the next place and drops what was not touched since; goes round for ever. */
    void sweep(long since, Room room) {
        Segment segment = segments[swept];
        if (segment == null || segment.swept >= segment.slots.length) {
            if (segment != null) {
                segment.swept = 0;
            }
            swept = (swept + 1) % segments.length;
            return;
        }
        Profile profile = segment.slots[segment.swept];
        if (profile != null && profile.touched < since) {
            segment.remove(segment.swept);
            size--;
            bytes -= profile.bytes();
            room.give(profile.words);
            profile.words = Profile.NO_WORDS;
        } else {
            segment.swept++;
        }
    }

    private static final class Segment {

        @Nullable Profile[] slots = new @Nullable Profile[4];
        int[] hashes = new int[4];
        int used;
        int swept;

        int find(long high, long low) {
            int hash = (int) high;
            int mask = slots.length - 1;
            int slot = hash & mask;
            while (true) {
                Profile profile = slots[slot];
                if (profile == null
                        || hashes[slot] == hash && profile.low == low && profile.high == high) {
                    return slot;
                }
                slot = slot + 1 & mask;
            }
        }

        @Nullable Profile candidate(int hash) {
            int mask = slots.length - 1;
            int slot = hash & mask;
            while (slots[slot] != null && hashes[slot] != hash) {
                slot = slot + 1 & mask;
            }
            return slots[slot];
        }

        void growIfFull() {
            if (used * 3L < slots.length * 2L) {
                return;
            }
            @Nullable Profile[] full = slots;
            int[] fullHashes = hashes;
            slots = new @Nullable Profile[full.length * 2];
            hashes = new int[full.length * 2];
            swept = 0;
            int mask = slots.length - 1;
            for (int i = 0; i < full.length; i++) {
                if (full[i] != null) {
                    int slot = fullHashes[i] & mask;
                    while (slots[slot] != null) {
                        slot = slot + 1 & mask;
                    }
                    slots[slot] = full[i];
                    hashes[slot] = fullHashes[i];
                }
            }
        }

        /* Later ones of the same run move up, so that no search ends too early. */
        boolean remove(int slot) {
            if (slots[slot] == null) {
                return false;
            }
            int mask = slots.length - 1;
            int hole = slot;
            int next = slot + 1 & mask;
            for (Profile profile = slots[next]; profile != null; profile = slots[next]) {
                int home = hashes[next] & mask;
                if ((next - home & mask) >= (next - hole & mask)) {
                    slots[hole] = profile;
                    hashes[hole] = hashes[next];
                    hole = next;
                }
                next = next + 1 & mask;
            }
            slots[hole] = null;
            used--;
            return true;
        }
    }
}
