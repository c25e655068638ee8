package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

/**
 * Decides which events of a profile are still read one by one, which by bucket and which no more,
 * and makes room accordingly.
 *
 * <p>What is read follows from the order alone: events further before the entity's newest than any
 * window of the plan and the allowed lateness are not read (the edge), and where a stream holds too
 * many the oldest quarter is read by bucket (the fold line). Memory is given back later, at some
 * moment when an array is full, and only of events that no unsettled number could bring back into
 * sight. So live, replayed and restored profiles give the same bits although they were tidied at
 * different moments, and a retraction finds everything it needs.
 */
final class Retention {

    private final Steps steps;
    private final Distincts scratch = new Distincts();
    private final long lateness;
    private final long bucket;
    private final int most;

    private int key;
    private @Nullable Profile profile;
    private @Nullable Step step;
    private boolean scanned;
    private long settledNewest;
    private long settledBefore;

    Retention(FeatureSettings settings, Steps steps) {
        this.steps = steps;
        lateness = settings.lateness().toMillis();
        bucket = settings.foldBucket().toMillis();
        most = settings.maxEventsPerEntity();
    }

    /** The events of this profile, to which a step adds one. */
    void begin(int ofKey, Profile of, Step by) {
        key = ofKey;
        profile = of;
        step = by;
        scanned = false;
    }

    /** The last moment that is no longer read. */
    long edge(long newest, long reach) {
        return newest == Profile.NEVER ? Long.MIN_VALUE : newest - reach - lateness;
    }

    long bucket() {
        return bucket;
    }

    void makeRoom(Lane lane, EventStream stream, Layout.Stream layout) {
        if (!lane.isFull()) {
            return;
        }
        int before = lane.size;
        long edge = settledEdge(layout.events.reach);
        lane.evict(edge);
        long line = settledLine(stream);
        if (line > Long.MIN_VALUE) {
            lane.fold(line, bucket);
        }
        stream.evictFrauds(edge);
        growIfTight(lane, before);
    }

    void makeRoom(FoldableColumn column, Layout.Column layout) {
        if (!column.isFull()) {
            return;
        }
        int before = column.size;
        long edge = settledEdge(layout.reach);
        long line = settledLine(column);
        switch (column) {
            case IdColumn ids -> {
                ids.evict(edge);
                if (line > Long.MIN_VALUE) {
                    ids.fold(line, bucket, scratch);
                }
            }
            case NumberColumn numbers -> numbers.evict(Math.max(edge, line));
            case PositionColumn positions -> positions.evict(Math.max(edge, line));
            default -> throw new IllegalStateException("unknown column");
        }
        growIfTight(column, before);
    }

    /* Less would be asked for again too soon: each tidying moves what is left. */
    private static void growIfTight(TimeColumn column, int before) {
        if (before - column.size <= before / 4) {
            column.growFrom(before);
        }
    }

    /** Moves the fold line of a stream that holds too many. */
    void limit(EventStream stream, Layout.Stream layout) {
        int held = 0;
        for (Lane lane : stream.lanes) {
            held += lane.size;
        }
        if (held <= most) {
            return;
        }
        long line = Math.max(stream.foldLine(), edge(newest(), layout.events.reach));
        int counted = 0;
        Lane largest = stream.lanes[0];
        for (Lane lane : stream.lanes) {
            counted += lane.size - lane.upTo(line);
            if (lane.size - lane.upTo(line) > largest.size - largest.upTo(line)) {
                largest = lane;
            }
        }
        if (counted > most) {
            moveLine(stream, largest, line);
        }
    }

    /** Moves the fold line of a column that holds too many. */
    void limit(FoldableColumn column, Layout.Column layout) {
        if (column.size > most) {
            long line = Math.max(column.foldLine(), edge(newest(), layout.reach));
            if (column.size - column.upTo(line) > most) {
                moveLine(column, column, line);
            }
        }
    }

    private void moveLine(Foldable foldable, TimeColumn column, long line) {
        int from = column.upTo(line);
        if (step != null) {
            step.folded(foldable);
        }
        foldable.foldLine(column.times[from + (column.size - from) / 4]);
    }

    private long newest() {
        return profile == null ? Profile.NEVER : profile.newest;
    }

    /* Whole buckets only: where a bucket is read, all of it must still be there. */
    private long settledEdge(long reach) {
        scan();
        long edge = Math.min(edge(settledNewest, reach), settledBefore);
        return edge == Long.MIN_VALUE ? edge : Math.floorDiv(edge, bucket) * bucket;
    }

    private long settledLine(Foldable foldable) {
        long line = foldable.foldLine();
        if (line == Long.MIN_VALUE) {
            return line;
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            line = steps.get(i).lineBefore(foldable, line);
        }
        scan();
        return Math.min(line, settledBefore);
    }

    /* Which of the profile's events can still be taken back. */
    private void scan() {
        if (scanned) {
            return;
        }
        scanned = true;
        settledNewest = newest();
        settledBefore = Long.MAX_VALUE;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step earlier = steps.get(i);
            Transaction transaction = earlier.transaction;
            if (transaction != null && earlier.profiles[key] == profile) {
                settledNewest = earlier.newest[key];
                settledBefore = Math.min(settledBefore, transaction.occurredAtMillis() - 1);
            }
        }
    }
}
