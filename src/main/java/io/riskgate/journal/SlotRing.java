package io.riskgate.journal;

import io.riskgate.decision.Journal.NotDurableException;
import io.riskgate.feature.FeatureEngine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/** The slots of the numbers that are not durable yet: filled in any order, taken in order. */
final class SlotRing {

    /*
     * Every number that the engine gave out is filled once by whoever asked for it, also a number that was retracted
     * meanwhile. So a retraction only notes its range, and what is filled inside it is refused when its turn to be taken
     * comes: no slot can be mistaken for the one a whole ring later. Retracting and taking exclude each other; filling
     * takes no lock.
     */
    private static final long FULL_NANOS = Duration.ofMillis(1).toNanos();

    private final FeatureEngine features;
    private final AtomicReferenceArray<Slot> slots;
    private final List<Range> retracted = new ArrayList<>();
    private volatile long next;

    SlotRing(FeatureEngine features, int capacity) {
        this.features = features;
        this.slots = new AtomicReferenceArray<>(capacity);
    }

    /** Begins at the number after the last that is durable. */
    void begin() {
        next = features.lastSequence() + 1;
    }

    int capacity() {
        return slots.length();
    }

    /** The first number that is not durable. */
    long next() {
        return next;
    }

    /** How many numbers were given out that are not durable. */
    long depth() {
        return features.lastSequence() + 1 - next;
    }

    /** Whether the first number that is not durable is filled. */
    boolean hasFirst() {
        return slots.get(index(next)) != null;
    }

    /** Fills a number; waits for its place where the ring is full. */
    void put(long number, Slot slot) {
        while (number - next >= slots.length()) {
            LockSupport.parkNanos(FULL_NANOS);
        }
        slots.set(index(number), slot);
    }

    /**
     * Gives a number up: it and every later number taken so far leave the profiles and will be
     * refused.
     *
     * @return the last of them; one less than {@code number} where it was given up before
     */
    synchronized long retract(long number) {
        if (isRetracted(number)) {
            return number - 1;
        }
        long last = features.retractFrom(number);
        retracted.removeIf(range -> range.last < next);
        retracted.add(new Range(number, last));
        return last;
    }

    /**
     * The filled run from the first number on that is not durable; never ends inside a group of
     * reports. What was retracted is void in it. Stays in place until {@link #clear}.
     */
    synchronized List<Slot> take(int most) {
        List<Slot> taken = new ArrayList<>();
        long until = 0;
        for (long number = next; taken.size() < most || number <= until; number++) {
            Slot slot = taken.size() == slots.length() ? null : slots.get(index(number));
            if (slot == null) {
                return number <= until ? List.of() : taken;
            }
            if (slot != Slot.VOID && isRetracted(number)) {
                slot.fail(new NotDurableException("given up before it was durable"));
                slot = Slot.VOID;
                slots.set(index(number), slot);
            }
            if (slot instanceof Slot.Joined joined) {
                until = Math.max(until, joined.until());
            }
            taken.add(slot);
        }
        return taken;
    }

    /** These numbers are settled, the first of them being the first that was not. */
    void clear(int count) {
        long first = next;
        for (long number = first; number < first + count; number++) {
            slots.set(index(number), null);
        }
        next = first + count;
    }

    private boolean isRetracted(long number) {
        for (Range range : retracted) {
            if (number >= range.first && number <= range.last) {
                return true;
            }
        }
        return false;
    }

    private int index(long number) {
        return (int) (number & slots.length() - 1);
    }

    private record Range(long first, long last) {}
}
