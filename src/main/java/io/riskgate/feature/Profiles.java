package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/**
 * The profiles of one kind of entity by key: open addressing with linear probing, in segments so
 * that no single call has to move more than a small part when it grows.
 */
final class Profiles {

    private static final int SEGMENT_BITS = 8;

    private final @Nullable Segment[] segments = new @Nullable Segment[1 << SEGMENT_BITS];
    private int size;
    private int swept;

    /** The profile of this key, or null. */
    @Nullable Profile get(Object key) {
        int hash = spread(key);
        Segment segment = segments[hash >>> 32 - SEGMENT_BITS];
        return segment == null ? null : segment.slots[segment.find(key, hash)];
    }

    /** Puts a profile in place of the one with its key, if any. */
    void put(Profile profile) {
        int hash = spread(profile.key);
        Segment segment = segments[hash >>> 32 - SEGMENT_BITS];
        if (segment == null) {
            segment = new Segment();
            segments[hash >>> 32 - SEGMENT_BITS] = segment;
        }
        int slot = segment.find(profile.key, hash);
        if (segment.slots[slot] == null) {
            size++;
            segment.used++;
        }
        segment.slots[slot] = profile;
        segment.hashes[slot] = hash;
        segment.growIfFull();
    }

    void remove(Object key) {
        int hash = spread(key);
        Segment segment = segments[hash >>> 32 - SEGMENT_BITS];
        if (segment != null && segment.remove(segment.find(key, hash))) {
            size--;
        }
    }

    int size() {
        return size;
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
    void sweep(long since) {
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
        } else {
            segment.swept++;
        }
    }

    private static int spread(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    private static final class Segment {

        @Nullable Profile[] slots = new @Nullable Profile[4];
        int[] hashes = new int[4];
        int used;
        int swept;

        int find(Object key, int hash) {
            int mask = slots.length - 1;
            int slot = hash & mask;
            while (true) {
                Profile profile = slots[slot];
                if (profile == null || hashes[slot] == hash && profile.key.equals(key)) {
                    return slot;
                }
                slot = slot + 1 & mask;
            }
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
