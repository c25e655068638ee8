package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What one number changed and how things stood before it, so that it can be taken back. */
final class Step {

    long sequence;

    /** The transaction observed or reported on; null for a report on an unknown one. */
    @Nullable Transaction transaction;

    boolean isReport;

    /*
     * By kind of entity: whether it went into a profile, and its name. No reference: each one written into an object as
     * old as this would cost the collector's barrier, and that waits until all writes before it are done.
     */
    private final boolean[] put;
    private final long[] high;
    private final long[] low;

    /** By kind of entity: a forgotten profile that this one took the place of. */
    final @Nullable Profile[] replaced;

    /** By kind of entity: what the profile said before. */
    final long[] newest;

    final long[] touched;

    long front;
    long odometer;

    private @Nullable List<Folded> folded;

    private @Nullable List<Labelled> labelled;

    /** What was known in one place. */
    record Labelled(int key, Profile profile, int stream, LabelTimeline before) {}

    /** A fold line that was moved, and where it had been. */
    private record Folded(Profile profile, int place, long before) {}

    Step(int keys) {
        put = new boolean[keys];
        high = new long[keys];
        low = new long[keys];
        replaced = new @Nullable Profile[keys];
        newest = new long[keys];
        touched = new long[keys];
    }

    void begin(long number, @Nullable Transaction of, Clock clock) {
        sequence = number;
        transaction = of;
        front = clock.front();
        odometer = clock.odometer();
    }

    /** Notes the profile of one kind of entity that it goes into, as that is before it. */
    void put(int key, Profile profile) {
        put[key] = true;
        high[key] = profile.high;
        low[key] = profile.low;
        newest[key] = profile.newest;
        touched[key] = profile.touched;
    }

    /** Whether it went into a profile of this kind of entity. */
    boolean isOf(int key) {
        return put[key];
    }

    /** Whether it went into this profile, or into a forgotten one of the same name. */
    boolean isOf(int key, Profile profile) {
        return put[key] && high[key] == profile.high && low[key] == profile.low;
    }

    /** Notes what was known of the transaction in one place before this step. */
    void labelled(Labelled place) {
        if (labelled == null) {
            labelled = new ArrayList<>();
        }
        labelled.add(place);
    }

    /** Where something else was known of the transaction before. */
    List<Labelled> labelled() {
        return labelled == null ? List.of() : labelled;
    }

    /** Notes where a fold line is before it moves. */
    void folded(Profile profile, int place) {
        if (folded == null) {
            folded = new ArrayList<>();
        }
        folded.add(new Folded(profile, place, profile.foldLine(place)));
    }

    /** Where the fold line was before this step, given where it was after it. */
    long lineBefore(Profile profile, int place, long after) {
        if (folded != null) {
            for (Folded one : folded) {
                if (one.profile == profile && one.place == place) {
                    return one.before;
                }
            }
        }
        return after;
    }

    /** Moves the fold lines back. */
    void unfold() {
        if (folded != null) {
            folded.reversed().forEach(one -> one.profile.rare().foldLine(one.place, one.before));
        }
    }

    /** Leaves to others what nobody can want back once this step is settled. */
    void leave(Room room) {
        for (Profile forgotten : replaced) {
            if (forgotten != null) {
                room.give(forgotten.words);
                forgotten.words = Profile.NO_WORDS;
            }
        }
    }

    void clear() {
        folded = null;
        labelled = null;
        transaction = null;
        for (int key = 0; key < put.length; key++) {
            put[key] = false;
            if (replaced[key] != null) {
                replaced[key] = null;
            }
        }
    }
}
