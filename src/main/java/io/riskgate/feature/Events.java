package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

/**
 * The events of one stream of one profile, lane by lane. A cursor, as {@link Lane} is; the lane it
 * gives is one object that goes on to the next.
 */
final class Events {

    private final Lane lane = new Lane();
    private @Nullable Profile profile;
    private Layout.@Nullable Stream stream;
    private int next;

    /** Goes to the first lane, which every profile has. */
    Lane first(Profile of, Layout.Stream in) {
        profile = of;
        stream = in;
        next = 0;
        lane.go(of, in.events);
        return lane;
    }

    /** Goes to the next lane; null after the last. */
    @Nullable Lane next() {
        Profile of = profile;
        Layout.Stream in = stream;
        Rare rare = of == null ? null : of.rare;
        while (of != null && in != null && rare != null && next < rare.lanes()) {
            int number = next++;
            if (rare.streamOf(number) == in.index) {
                lane.go(of, in.key, in.key.columns.length + number);
                return lane;
            }
        }
        return null;
    }

    /**
     * Goes to the lane of this currency, 0 for events without amounts; null where there is none.
     */
    @Nullable Lane find(Profile of, Layout.Stream in, int currency) {
        for (Lane one = first(of, in); one != null; one = next()) {
            if (one.currency() == currency) {
                return one;
            }
        }
        return null;
    }

    /** Goes to the lane of this currency, made if need be. */
    Lane lane(Profile of, Layout.Stream in, int currency) {
        Lane found = find(of, in, currency);
        if (found != null) {
            return found;
        }
        Lane first = first(of, in);
        if (first.currency() == 0) {
            first.currency(currency);
            return first;
        }
        lane.go(of, in.key, of.addLane(in.key, in, currency));
        return lane;
    }

    /* The order of lanes breaks ties, so a lane goes with the event that brought it. */
    void dropIfEmpty(Profile of, Layout.Stream in, Lane emptied) {
        if (!emptied.isEmpty()) {
            return;
        }
        int place = emptied.place;
        Rare rare = of.rare;
        if (place >= in.key.columns.length) {
            of.dropLane(in.key);
        } else if (rare == null || isAlone(in, rare)) {
            emptied.currency(0);
        }
    }

    private static boolean isAlone(Layout.Stream in, Rare rare) {
        for (int i = 0; i < rare.lanes(); i++) {
            if (rare.streamOf(i) == in.index) {
                return false;
            }
        }
        return true;
    }

    /** How many events are in {@code (left, right]}. */
    long count(Profile of, Layout.Stream in, long left, long right) {
        long line = of.foldLine(in.events.place);
        long count = 0;
        for (Lane one = first(of, in); one != null; one = next()) {
            count += one.count(left, right, line);
        }
        return count;
    }

    /** The moment of the earliest event known. */
    long earliest(Profile of, Layout.Stream in) {
        long earliest = Rows.NEVER;
        for (Lane one = first(of, in); one != null; one = next()) {
            earliest = Math.min(earliest, one.earliest());
        }
        return earliest;
    }

    /** The moment of the earliest event after this one, or {@link Rows#NEVER}. */
    long earliestAfter(Profile of, Layout.Stream in, long left) {
        long earliest = Rows.NEVER;
        for (Lane one = first(of, in); one != null; one = next()) {
            earliest = Math.min(earliest, one.earliestAfter(left));
        }
        return earliest;
    }

    /** The moment of the latest event up to this one, or {@link Long#MIN_VALUE}. */
    long latest(Profile of, Layout.Stream in, long right) {
        long line = of.foldLine(in.events.place);
        long latest = Long.MIN_VALUE;
        for (Lane one = first(of, in); one != null; one = next()) {
            latest = Math.max(latest, one.latest(right, line));
        }
        return latest;
    }

    /** Whether an event of this moment is held, or one of its bucket where it is folded. */
    boolean has(Profile of, Layout.Stream in, long millis, long bucket) {
        if (millis <= of.foldLine(in.events.place)) {
            long start = Folds.bucketOf(millis, bucket) * bucket;
            return count(of, in, start, start + bucket) > 0;
        }
        for (Lane one = first(of, in); one != null; one = next()) {
            if (one.latestAt(millis) >= 0) {
                return true;
            }
        }
        return false;
    }
}
