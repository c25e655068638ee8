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
    private final Room room;
    private final Distincts scratch = new Distincts();
    private final Events events = new Events();
    private final long lateness;
    private final long bucket;
    private final int most;

    private int key;
    private @Nullable Step step;
    private boolean scanned;
    private long settledNewest;
    private long settledBefore;

    Retention(FeatureSettings settings, Steps steps, Room room) {
        this.steps = steps;
        this.room = room;
        lateness = settings.lateness().toMillis();
        bucket = settings.foldBucket().toMillis();
        most = settings.maxEventsPerEntity();
    }

    /** A profile of this kind, to which a step adds an event; its number is noted afterwards. */
    void begin(int ofKey, Step by) {
        key = ofKey;
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

    void makeRoom(Lane lane, Layout.Stream stream) {
        if (!lane.isFull()) {
            return;
        }
        int before = lane.size;
        long edge = settledEdge(lane.profile, stream.events.reach);
        lane.evict(edge);
        long line = settledLine(lane.profile, stream.events.place);
        if (line > Long.MIN_VALUE) {
            lane.fold(line, bucket);
        }
        Rare rare = lane.profile.rare;
        Frauds frauds = rare == null ? null : rare.frauds(stream.index);
        if (frauds != null) {
            frauds.evict(edge);
        }
        growIfTight(lane, before);
    }

    void makeRoom(Rows rows, Layout.Column column) {
        if (!rows.isFull()) {
            return;
        }
        int before = rows.size;
        long edge = settledEdge(rows.profile, column.reach);
        long line = settledLine(rows.profile, column.place);
        if (column.kind == Layout.ColumnKind.IDS) {
            rows.evict(edge);
            if (line > Long.MIN_VALUE) {
                rows.foldIds(line, bucket, scratch);
            }
        } else {
            rows.evict(Math.max(edge, line));
        }
        growIfTight(rows, before);
    }

    /* Less would be asked for again too soon: each tidying moves what is left. */
    private void growIfTight(Rows rows, int before) {
        if (before - rows.size <= before / 4) {
            rows.widen(room);
        }
    }

    /** Moves the fold line of a stream that holds too many. */
    void limit(Profile of, Layout.Stream stream) {
        int held = 0;
        for (Lane one = events.first(of, stream); one != null; one = events.next()) {
            held += one.size;
        }
        if (held <= most) {
            return;
        }
        int place = stream.events.place;
        long line = Math.max(of.foldLine(place), edge(of.newest, stream.events.reach));
        int counted = 0;
        int largest = -1;
        int largestPlace = place;
        for (Lane one = events.first(of, stream); one != null; one = events.next()) {
            int exact = one.size - one.upTo(line);
            counted += exact;
            if (exact > largest) {
                largest = exact;
                largestPlace = one.place;
            }
        }
        if (counted > most) {
            Lane lane = events.first(of, stream);
            lane.go(of, stream.key, largestPlace);
            moveLine(lane, place, line);
        }
    }

    /** Moves the fold line of a column that holds too many. */
    void limit(Rows rows, Layout.Column column) {
        if (rows.size > most) {
            Profile of = rows.profile;
            long line = Math.max(of.foldLine(column.place), edge(of.newest, column.reach));
            if (rows.size - rows.upTo(line) > most) {
                moveLine(rows, column.place, line);
            }
        }
    }

    private void moveLine(Rows rows, int place, long line) {
        Profile of = rows.profile;
        int from = rows.upTo(line);
        if (step != null) {
            step.folded(of, place);
        }
        of.rare().foldLine(place, rows.time(from + (rows.size - from) / 4));
    }

    /* Whole buckets only: where a bucket is read, all of it must still be there. */
    private long settledEdge(Profile of, long reach) {
        scan(of);
        long edge = Math.min(edge(settledNewest, reach), settledBefore);
        return edge == Long.MIN_VALUE ? edge : Math.floorDiv(edge, bucket) * bucket;
    }

    private long settledLine(Profile of, int place) {
        long line = of.foldLine(place);
        if (line == Long.MIN_VALUE) {
            return line;
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            line = steps.get(i).lineBefore(of, place, line);
        }
        scan(of);
        return Math.min(line, settledBefore);
    }

    /* Which of the profile's events can still be taken back: that of the present step, and mostly no other. */
    private void scan(Profile of) {
        if (scanned) {
            return;
        }
        scanned = true;
        settledNewest = of.newest;
        settledBefore = Long.MAX_VALUE;
        int last = steps.size() - 1;
        int first = of.sequence < steps.get(0).sequence ? last : 0;
        for (int i = last; i >= first; i--) {
            Step earlier = steps.get(i);
            Transaction transaction = earlier.transaction;
            if (transaction != null && earlier.isOf(key, of)) {
                settledNewest = earlier.newest[key];
                settledBefore = Math.min(settledBefore, transaction.occurredAtMillis() - 1);
            }
        }
    }
}
