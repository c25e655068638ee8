package io.riskgate.feature;

import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.Currency;
import java.util.Objects;

/**
 * One transaction, the profiles it is read against, and how much is in every window. The engine has
 * one and fills it anew for every transaction.
 */
final class Reading {

    /*
     * After so many transactions the array of profiles is a new one: a reference written into a young object costs none of
     * the collector's barrier, which waits until all writes before it are done.
     */
    private static final int FRESH = 256;

    final Distincts distincts = new Distincts();
    final Rows rows = new Rows();
    final Events events = new Events();
    final Names names;
    private final Filter[] filters;
    private final boolean[] matching;
    private final Field[] hashed;

    /* Of each hashed field, the identifier it is, -1 where it is none. */
    private final int[] identifiers;

    private final long[] hashes;
    private final boolean[] present;
    private @Nullable Profile[] profiles;
    private int begun;
    private final Windows windows;
    private final Retention retention;
    private @Nullable Transaction transaction;
    private @Nullable Currency seenCurrency;

    long millis;

    /** The amount in minor units, how many make a major unit, and the currency's number. */
    long minor;

    double unit;
    int currency;

    LabelTimeline known = LabelTimeline.NONE;
    boolean degraded;

    Reading(Layout layout, Retention retention) {
        this.retention = retention;
        filters = layout.streams().stream().map(stream -> stream.filter).toArray(Filter[]::new);
        matching = new boolean[filters.length];
        hashed = layout.hashed.toArray(Field[]::new);
        identifiers =
                layout.hashed.stream()
                        .mapToInt(
                                field ->
                                        Identifier.ofField(field.name())
                                                .map(Identifier::ordinal)
                                                .orElse(-1))
                        .toArray();
        hashes = new long[hashed.length];
        present = new boolean[hashed.length];
        profiles = new @Nullable Profile[layout.keys.size()];
        names = new Names(layout);
        windows = new Windows(layout, this);
    }

    void begin(Transaction transaction, LabelTimeline labels) {
        this.transaction = transaction;
        if (++begun % FRESH == 0) {
            profiles = new @Nullable Profile[profiles.length];
        }
        millis = transaction.occurredAtMillis();
        minor = transaction.amount().value();
        known = labels;
        degraded = false;
        currency(transaction.amount().currency());
        for (int i = 0; i < filters.length; i++) {
            matching[i] = filters[i].matches(transaction);
        }
        names.read(transaction);
        for (int i = 0; i < hashed.length; i++) {
            hash(i, identifiers[i], transaction);
        }
    }

    private void hash(int field, int identifier, Transaction of) {
        if (identifier >= 0) {
            present[field] = names.isGiven(identifier);
            hashes[field] = names.hash(identifier);
        } else {
            Object value = hashed[field].of(of);
            present[field] = value != null;
            hashes[field] = value == null ? 0 : Hashes.of(value);
        }
    }

    private void currency(Currency of) {
        if (of != seenCurrency) {
            seenCurrency = of;
            unit = Amount.minorPerMajor(of);
            currency = Currencies.number(of);
        }
    }

    /** Measures every window, once the profiles are set. */
    void measure() {
        windows.measure();
    }

    /** Whether the transaction has a value in one of the fields that are hashed. */
    boolean hasId(int field) {
        return present[field];
    }

    /** Whether the transaction is one of a stream's events. */
    boolean isOf(Layout.Stream stream) {
        return matching[stream.number];
    }

    /** The hash of its value in one of the fields that are hashed. */
    long id(int field) {
        return hashes[field];
    }

    /** Sets what is known of the entity of one kind; null where it is new or not named. */
    void profile(int key, @Nullable Profile profile) {
        profiles[key] = profile;
    }

    /** What is known of the entity of one kind, null where it is new. */
    @Nullable Profile known(int key) {
        return profiles[key];
    }

    /** What is known of the entity of a stream, null where it is new. */
    @Nullable Profile known(Layout.Stream stream) {
        return profiles[stream.key.index];
    }

    Transaction transaction() {
        return Objects.requireNonNull(transaction);
    }

    boolean isNamed(Layout.Stream stream) {
        return names.has(stream.key.index);
    }

    /** How many events are in a window, this one not counted. */
    long others(Window window) {
        return windows.count(window);
    }

    /** How many events are in a window. */
    long count(Window window) {
        return others(window) + (window.holdsItself(this) ? 1 : 0);
    }

    /** The count and sum of a window's amounts in the transaction's currency. */
    Amounts totals(Window window) {
        return windows.totals(window);
    }

    /** All of a window's amounts in the transaction's currency, gathered. */
    Amounts amounts(Window window) {
        return windows.amounts(window);
    }

    /** How many frauds are in a window, this one not counted. */
    long otherFrauds(Window window) {
        Profile profile = known(window.stream());
        Rare rare = profile == null ? null : profile.rare;
        Frauds frauds = rare == null ? null : rare.frauds(window.stream().index);
        return frauds == null ? 0 : windows.frauds(window, frauds);
    }

    /** The last moment by which only the last event of a stream need still be held. */
    long edge(Profile profile, Layout.Column column) {
        return retention.edge(profile.newest, column.reach);
    }

    /**
     * The last moment before a window over a stream's events, as far back as events are read one by
     * one or by whole buckets. Where that is not where the window begins, and something is there,
     * the reading is degraded.
     */
    long left(Profile profile, Window window) {
        long edge = edge(profile, window.stream().events);
        long left = window.left(this);
        if (left < edge) {
            degraded |= events.earliest(profile, window.stream()) <= edge;
            left = edge;
        }
        return snapped(profile, window.stream(), left);
    }

    /** A moment, at the beginning of its bucket where a stream's events are folded. */
    long snapped(Profile profile, Layout.Stream stream, long moment) {
        if (isAfterFolds(moment, profile.foldLine(stream.events.place))) {
            return moment;
        }
        long start = Math.floorDiv(moment, retention.bucket()) * retention.bucket();
        degraded |=
                start != moment
                        && events.count(profile, stream, start, start + retention.bucket()) > 0;
        return start;
    }

    /** The last moment before a window over hashes, which the cursor is at. */
    long leftOfIds(Window window, Layout.Column column) {
        return snappedIds(column, clamped(window, edge(rows.profile, column)));
    }

    /** A moment, at the beginning of its bucket where the hashes the cursor is at are folded. */
    long snappedIds(Layout.Column column, long moment) {
        if (isAfterFolds(moment, rows.profile.foldLine(column.place))) {
            return moment;
        }
        long start = Math.floorDiv(moment, retention.bucket()) * retention.bucket();
        degraded |= start != moment && rows.between(start, start + retention.bucket()) > 0;
        return start;
    }

    private static boolean isAfterFolds(long moment, long line) {
        return moment >= line || moment == Long.MIN_VALUE;
    }

    /** The last moment before a window over what the cursor is at, whose oldest are dropped. */
    long leftOfDropped(Window window, Layout.Column column) {
        return clamped(window, edgeOfDropped(column));
    }

    /** The last moment that is not read of a column whose oldest events are dropped. */
    long edgeOfDropped(Layout.Column column) {
        return Math.max(edge(rows.profile, column), rows.profile.foldLine(column.place));
    }

    private long clamped(Window window, long edge) {
        long left = window.left(this);
        if (left >= edge) {
            return left;
        }
        degraded |= rows.size > 0 && rows.time(0) <= edge;
        return edge;
    }
}
