package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * The profiles of one kind of entity by name: open addressing with linear probing, in segments so
 * that no single call has to move more than a small part when it grows.
 */
final class Profiles {

    private static final int SEGMENT_BITS = 6;

    private final @Nullable Segment[] segments = new @Nullable Segment[1 << SEGMENT_BITS];
    private int size;
    private long bytes;
    private int swept;

    /** The profile with this name, or null. */
    @Nullable Profile get(long high, long low) {
        Segment segment = segments[(int) (high >>> Long.SIZE - SEGMENT_BITS)];
        return segment == null ? null : segment.slots[segment.find(high, low)];
    }

    /** Reads where the profile of this name most likely is; the value means nothing. */
    int touch(long high) {
        return first(high) == null ? 0 : 1;
    }

    /** Reads what most likely is the profile of this name; the value means nothing. */
    long touchProfile(long high) {
        Profile profile = first(high);
        return profile == null ? 0 : profile.high + (profile.rare == null ? 0 : 1);
    }

    private @Nullable Profile first(long high) {
        Segment segment = segments[(int) (high >>> Long.SIZE - SEGMENT_BITS)];
        return segment == null ? null : segment.slots[(int) high & segment.slots.length - 1];
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

    /** How many parts {@link #offer} knows. */
    static int segmentCount() {
        return 1 << SEGMENT_BITS;
    }

    /**
     * Looks at the next places of one part and offers the profiles there; false when it has been
     * gone through, and the next call begins again.
     */
    boolean offer(int index, int places, Consumer<Profile> taker) {
        Segment segment = segments[index];
        return segment != null && segment.offer(places, taker);
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
        int used;
        int swept;

        /* The first place that was not offered yet. */
        private int offered;

        int find(long high, long low) {
            int mask = slots.length - 1;
            int slot = (int) high & mask;
            while (true) {
                Profile profile = slots[slot];
                if (profile == null || profile.high == high && profile.low == low) {
                    return slot;
                }
                slot = slot + 1 & mask;
            }
        }

        boolean offer(int places, Consumer<Profile> taker) {
            int end = Math.min(offered + places, slots.length);
            while (offered < end) {
                Profile profile = slots[offered++];
                if (profile != null) {
                    taker.accept(profile);
                }
            }
            if (offered < slots.length) {
                return true;
            }
            offered = 0;
            return false;
        }

        /* Half empty, so that the first one looked at mostly is the right one: every other is another wait for memory. */
        void growIfFull() {
            if (used * 2L < slots.length) {
                return;
            }
            @Nullable Profile[] full = slots;
            slots = new @Nullable Profile[full.length * 2];
            swept = 0;
            offered = 0;
            for (Profile profile : full) {
                if (profile != null) {
                    slots[find(profile.high, profile.low)] = profile;
                }
            }
        }

        /*
         * Later ones of the same run move up, so that no search ends too early; what was not offered yet may move to before
         * the place from which offering goes on, and that goes back with it.
         */
        boolean remove(int slot) {
            if (slots[slot] == null) {
                return false;
            }
            offered = Math.min(offered, slot);
            int mask = slots.length - 1;
            int hole = slot;
            int next = slot + 1 & mask;
            for (Profile profile = slots[next]; profile != null; profile = slots[next]) {
                int home = (int) profile.high & mask;
                if ((next - home & mask) >= (next - hole & mask)) {
                    slots[hole] = profile;
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
