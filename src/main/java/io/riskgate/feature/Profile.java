package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What is known of one entity.
 *
 * <p>A transaction finds most of the profiles it touches in none of the processor's caches, and
 * waiting for memory is most of its cost. So all events of an entity stand in one array: first the
 * directory, which says where each column is and how many rows it has, then the columns' rows. What
 * few entities have (several currencies, folded events, frauds) stands apart, in {@link Rare}.
 *
 * <p>An entry of the directory is one word (currency, place of the first row, number of rows), for
 * events followed by the moment of the earliest event that is no longer held and, where amounts are
 * held, by the running sum before the first row.
 */
final class Profile {

    static final long NEVER = Long.MIN_VALUE;

    static final long[] NO_WORDS = new long[0];
    private static final int SIZE_BITS = 22;
    private static final int START_BITS = 27;
    private static final int SIZE_MASK = (1 << SIZE_BITS) - 1;
    private static final int START_MASK = (1 << START_BITS) - 1;

    /* The more rows, the more the memory of empty ones weighs against copying what is there more often. */
    private static final int FEW = 16;
    private static final int MANY = 32;

    /* The object, its array's header, and its share of the table. */
    private static final long OBJECT = 64 + 16 + 12;

    final long high;
    final long low;

    /** The moment of its newest event. */
    long newest = NEVER;

    /** What the odometer showed when its last event arrived. */
    long touched;

    /** The largest number that put an event in, whether or not it was taken out again. */
    long sequence;

    /** Of the checkpoint it was last written to. */
    int mark;

    long[] words = NO_WORDS;
    @Nullable Rare rare;

    Profile(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /** An entry of the directory. */
    static long entry(int currency, int start, int size) {
        if (start > START_MASK || size > SIZE_MASK) {
            throw new IllegalStateException("an entity with " + size + " events in one column");
        }
        return (long) currency << SIZE_BITS + START_BITS | (long) start << SIZE_BITS | size;
    }

    /** How many rows an entry counts. */
    static int size(long entry) {
        return (int) entry & SIZE_MASK;
    }

    /** The word in which the first row of an entry begins. */
    static int start(long entry) {
        return (int) (entry >>> SIZE_BITS) & START_MASK;
    }

    /** The currency of an entry, 0 for none. */
    static int currency(long entry) {
        return (int) (entry >>> SIZE_BITS + START_BITS);
    }

    /** How many places it has: its columns and its further lanes. */
    int places(Layout.Key key) {
        return rare == null ? key.columns.length : key.columns.length + rare.lanes();
    }

    /** The word after the room of a place. */
    int end(Layout.Key key, int place) {
        return place + 1 < places(key) ? start(words[key.at(place + 1)]) : words.length;
    }

    /** Makes room for the first events: so many in every column that holds the transaction. */
    void open(Layout.Key key, Reading reading, int rows, Room room) {
        int total = key.directory;
        for (Layout.Column column : key.columns) {
            total += first(column, reading, rows);
        }
        words = room.take(total);
        Arrays.fill(words, 0, key.directory, 0);
        int start = key.directory;
        for (Layout.Column column : key.columns) {
            words[column.at] = entry(0, start, 0);
            if (column.kind == Layout.ColumnKind.EVENTS) {
                words[column.at + 1] = Rows.NEVER;
            }
            start += first(column, reading, rows);
        }
    }

    private static int first(Layout.Column column, Reading reading, int rows) {
        boolean used = reading.isOf(column.stream) && column.isUsed() && column.holds(reading);
        return used ? rows * column.width : 0;
    }

    /**
     * Gives a place room for half as many rows more than it has, an eighth where it has many, and
     * others that will soon be full, too: the whole array is copied for it.
     */
    void widen(Layout.Key key, int place, Room room) {
        int places = places(key);
        int total = words.length;
        for (int i = 0; i < places; i++) {
            total += widening(key, i, place);
        }
        long[] wider = room.take(total);
        int first = key.at(places);
        System.arraycopy(words, 0, wider, 0, first);
        int start = first;
        for (int i = 0; i < places; i++) {
            int at = key.at(i);
            long entry = words[at];
            int size = size(entry);
            System.arraycopy(words, start(entry), wider, start, size * key.width(i));
            wider[at] = entry(currency(entry), start, size);
            start += end(key, i) - start(entry) + widening(key, i, place);
        }
        room.give(words);
        words = wider;
    }

    /* By how many words a place is widened when one of them must be. */
    private int widening(Layout.Key key, int place, int full) {
        long entry = words[key.at(place)];
        int width = key.width(place);
        int room = (end(key, place) - start(entry)) / width;
        boolean soonFull = size(entry) > 0 && 8 * (room - size(entry)) < room;
        int more = room < FEW ? (room >> 1) + 1 : room < MANY ? room >> 2 : room >> 3;
        return place == full || soonFull ? more * width : 0;
    }

    /** Adds a lane for one more currency; returns its place. */
    int addLane(Layout.Key key, Layout.Stream stream, int currency) {
        int place = places(key);
        int at = key.at(place);
        int entry = key.at(place + 1) - at;
        long[] wider = new long[words.length + entry];
        System.arraycopy(words, 0, wider, 0, at);
        System.arraycopy(words, at, wider, at + entry, words.length - at);
        words = wider;
        for (int before = 0; before < place; before++) {
            move(key.at(before), entry);
        }
        words[at] = entry(currency, words.length, 0);
        words[at + 1] = Rows.NEVER;
        rare().addLane(stream.index);
        return place;
    }

    /** Takes the last lane away, which is empty. */
    void dropLane(Layout.Key key) {
        int place = places(key) - 1;
        int at = key.at(place);
        int entry = key.at(place + 1) - at;
        int kept = start(words[at]);
        long[] narrower = new long[kept - entry];
        System.arraycopy(words, 0, narrower, 0, at);
        System.arraycopy(words, at + entry, narrower, at, kept - at - entry);
        words = narrower;
        rare().dropLane();
        for (int before = 0; before < place; before++) {
            move(key.at(before), -entry);
        }
    }

    private void move(int at, int by) {
        long entry = words[at];
        words[at] = entry(currency(entry), start(entry) + by, size(entry));
    }

    /** What few entities have, made if need be. */
    Rare rare() {
        Rare made = rare;
        if (made == null) {
            made = new Rare();
            rare = made;
        }
        return made;
    }

    /** The last moment whose events are read by bucket, {@link #NEVER} for none. */
    long foldLine(int place) {
        return rare == null ? NEVER : rare.foldLine(place);
    }

    /** About how many bytes of memory it takes. */
    long bytes() {
        return OBJECT + (long) words.length * Long.BYTES + (rare == null ? 0 : rare.bytes());
    }
}
