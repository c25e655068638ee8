package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * One transaction and the profiles it is read against. The engine has one and fills it anew for
 * every transaction; while it is not filled it holds no profile.
 */
final class Reading {

    final Amounts amounts = new Amounts();
    final Distincts distincts = new Distincts();
    private final Field[] hashed;
    private final long[] hashes;
    private final boolean[] present;
    private final Retention retention;
    private final Profile[] strangers;
    private final @Nullable Profile[] profiles;
    private final boolean[] named;
    private @Nullable Transaction transaction;

    long millis;
    LabelTimeline known = LabelTimeline.NONE;
    boolean degraded;

    Reading(Layout layout, Retention retention) {
        this.retention = retention;
        hashed = layout.hashed.toArray(Field[]::new);
        hashes = new long[hashed.length];
        present = new boolean[hashed.length];
        int keys = layout.keys.size();
        strangers = new Profile[keys];
        profiles = new @Nullable Profile[keys];
        named = new boolean[keys];
        for (int i = 0; i < keys; i++) {
            strangers[i] = new Profile("", layout.keys.get(i));
        }
    }

    void begin(Transaction transaction, LabelTimeline labels) {
        this.transaction = transaction;
        millis = transaction.occurredAtMillis();
        known = labels;
        degraded = false;
        for (int i = 0; i < hashed.length; i++) {
            Object value = hashed[i].of(transaction);
            present[i] = value != null;
            hashes[i] = value == null ? 0 : Hashes.of(value);
        }
    }

    /** Whether the transaction has a value in one of the fields that are hashed. */
    boolean hasId(int field) {
        return present[field];
    }

    /** The hash of its value in one of the fields that are hashed. */
    long id(int field) {
        return hashes[field];
    }

    /** Sets what is known of the entity of one kind; null where the entity is new. */
    void profile(int key, boolean isNamed, @Nullable Profile profile) {
        named[key] = isNamed;
        profiles[key] = profile;
    }

    /** What is known of the entity of one kind, null where it is new. */
    @Nullable Profile known(int key) {
        return profiles[key];
    }

    Transaction transaction() {
        return Objects.requireNonNull(transaction);
    }

    boolean isNamed(Layout.Stream stream) {
        return named[stream.key.index];
    }

    EventStream stream(Layout.Stream stream) {
        Profile profile = profiles[stream.key.index];
        return (profile == null ? strangers[stream.key.index] : profile).streams[stream.index];
    }

    /**
     * The last moment before a window over a stream's events, as far back as events are read one by
     * one or by whole buckets. Where that is not where the window begins, and something is there,
     * the reading is degraded.
     */
    long left(Window window) {
        EventStream stream = stream(window.stream());
        long edge = edge(window.stream(), window.stream().events);
        long left = window.left(this);
        if (left < edge) {
            degraded |= stream.earliest() <= edge;
            left = edge;
        }
        return snapped(left, stream);
    }

    /** The last moment of a window over a stream's events. */
    long right(Window window) {
        return snapped(window.right(this), stream(window.stream()));
    }

    /** Whether events of this moment are still read. */
    boolean isRead(Window window, long moment) {
        return moment >= edge(window.stream(), window.stream().events);
    }

    /** The last moment by which only the last event of a stream need still be held. */
    long edge(Window window) {
        long edge = edge(window.stream(), window.stream().events);
        return snapped(edge, stream(window.stream()));
    }

    /** The last moment before a window over a column that is folded. */
    long left(Window window, IdColumn column, Layout.Column layout) {
        return snapped(clamped(window, column, edge(window.stream(), layout)), column);
    }

    long right(Window window, IdColumn column) {
        return snapped(window.right(this), column);
    }

    /** The last moment before a window over a column whose oldest events are dropped. */
    long left(Window window, FoldableColumn column, Layout.Column layout) {
        return clamped(window, column, edge(window.stream(), layout, column));
    }

    /** The last moment of a stream's events that is not read. */
    long edge(Layout.Stream stream, Layout.Column column) {
        Profile profile = profiles[stream.key.index];
        return profile == null ? Long.MIN_VALUE : retention.edge(profile.newest, column.reach);
    }

    /** The last moment that is not read of a column whose oldest events are dropped. */
    long edge(Layout.Stream stream, Layout.Column layout, FoldableColumn column) {
        return Math.max(edge(stream, layout), column.foldLine());
    }

    private long clamped(Window window, FoldableColumn column, long edge) {
        long left = window.left(this);
        if (left >= edge) {
            return left;
        }
        degraded |= column.size > 0 && column.times[0] <= edge;
        return edge;
    }

    private long snapped(long moment, Foldable foldable) {
        if (moment >= foldable.foldLine() || moment == Long.MIN_VALUE) {
            return moment;
        }
        long bucket = retention.bucket();
        long start = Math.floorDiv(moment, bucket) * bucket;
        degraded |= start != moment && foldable.count(start, start + bucket) > 0;
        return start;
    }
}
