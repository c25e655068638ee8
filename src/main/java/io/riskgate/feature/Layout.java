package io.riskgate.feature;

import io.riskgate.transaction.Identifier;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.LongStream;

/**
 * What profiles must hold for a plan: by which identifiers, which events of each entity, and what
 * of every event. It grows while a plan is compiled; {@link #seal()} then gives every column its
 * place, and it does not change afterwards.
 */
final class Layout {

    final List<Key> keys = new ArrayList<>();

    /** The fields of which profiles hold hashes. */
    final List<Field> hashed = new ArrayList<>();

    private final List<Stream> streams = new ArrayList<>();
    private int windows;

    /** All streams in the order of their numbers. */
    List<Stream> streams() {
        return streams;
    }

    /** How many windows over events are measured. */
    int windows() {
        return windows;
    }

    private int hashed(Field field) {
        if (!hashed.contains(field)) {
            hashed.add(field);
        }
        return hashed.indexOf(field);
    }

    /** The part for entities named by these identifiers, made if need be. */
    Key key(List<Identifier> by) {
        for (Key key : keys) {
            if (key.by.equals(by)) {
                return key;
            }
        }
        Key key = new Key(this, keys.size(), by);
        keys.add(key);
        return key;
    }

    /** Gives every column its place. */
    Layout seal() {
        keys.forEach(Key::seal);
        return this;
    }

    /** Entities of one kind. */
    static final class Key {
        private static final Column[] NO_COLUMNS = new Column[0];

        /** What a further lane takes of the directory. */
        private static final int LANE_ENTRY = 3;

        final int index;
        final List<Identifier> by;
        final List<Stream> streams = new ArrayList<>();

        /** Which identifiers name it. */
        final int[] identifiers;

        /** The columns of all streams in the order of their places. */
        Column[] columns = NO_COLUMNS;

        /** How many words of a profile say where its columns are. */
        int directory;

        private final Layout layout;

        Key(Layout layout, int index, List<Identifier> by) {
            this.layout = layout;
            this.index = index;
            this.by = by;
            this.identifiers = by.stream().mapToInt(Identifier::ordinal).toArray();
        }

        /** The stream of events with these values, made if need be. */
        Stream stream(SortedMap<String, Object> where) {
            for (Stream stream : streams) {
                if (stream.filter.conditions().equals(where)) {
                    return stream;
                }
            }
            Stream stream =
                    new Stream(this, streams.size(), layout.streams.size(), new Filter(where));
            layout.streams.add(stream);
            streams.add(stream);
            return stream;
        }

        private void seal() {
            List<Column> all = new ArrayList<>();
            directory = 0;
            for (Stream stream : streams) {
                all.add(stream.events);
                all.addAll(stream.columns);
                stream.seal();
            }
            for (Column column : all) {
                column.seal(all.indexOf(column), directory);
                directory += column.entry;
            }
            columns = all.toArray(Column[]::new);
        }

        /**
         * Where in the directory a place has its entry; the places after those of the columns are
         * further lanes.
         */
        int at(int place) {
            return place < columns.length
                    ? columns[place].at
                    : directory + LANE_ENTRY * (place - columns.length);
        }

        /** How many words an event takes there. */
        int width(int place) {
            return place < columns.length ? columns[place].width : 2;
        }

        /** How many words its entry in the directory takes. */
        int entry(int place) {
            return place < columns.length ? columns[place].entry : LANE_ENTRY;
        }

        /** How far back any of its windows goes, in milliseconds. */
        long reach() {
            long reach = 0;
            for (Stream stream : streams) {
                reach = Math.max(reach, stream.events.reach);
                for (Column column : stream.columns) {
                    reach = Math.max(reach, column.reach);
                }
            }
            return reach;
        }

        /** Whether a feature looks back as far as the entity is known. */
        boolean isUnbounded() {
            return streams.stream().anyMatch(stream -> stream.unbounded);
        }

        /** What it is called in figures: the field names. */
        String label() {
            return String.join("+", by.stream().map(Identifier::field).toList());
        }
    }

    /** The events of an entity that pass one filter. */
    static final class Stream {
        private static final Window[] NO_WINDOWS = new Window[0];
        private static final long[] NO_EDGES = new long[0];

        final Key key;
        final int index;

        /** Among the streams of all kinds. */
        final int number;

        final Filter filter;
        final Column events = new Column(this, ColumnKind.EVENTS, null, -1);
        final List<Column> columns = new ArrayList<>();

        /** The windows that are measured, those with the same right edge together, short first. */
        Window[] windows = NO_WINDOWS;

        /** How far before a transaction any of its windows begins or ends, each once, rising. */
        long[] edges = NO_EDGES;

        /** Whether a feature looks at its events, not only at columns of theirs. */
        boolean counted;

        boolean amounts;
        boolean frauds;
        boolean unbounded;
        private final List<Window> measured = new ArrayList<>();

        Stream(Key key, int index, int number, Filter filter) {
            this.number = number;
            this.key = key;
            this.index = index;
            this.filter = filter;
        }

        /** A window that is measured with the others of its stream, made if need be. */
        Window window(long over, long delay) {
            for (Window window : measured) {
                if (window.over() == over && window.delay() == delay) {
                    return window;
                }
            }
            counted = true;
            Window window = new Window(this, over, delay, key.layout.windows++);
            measured.add(window);
            return window;
        }

        private void seal() {
            windows = measured.stream().sorted(Window.SHORT_FIRST).toArray(Window[]::new);
            edges =
                    measured.stream()
                            .flatMapToLong(
                                    one -> LongStream.of(one.delay(), one.delay() + one.over()))
                            .filter(distance -> distance > 0)
                            .distinct()
                            .sorted()
                            .toArray();
        }

        /** What is held of every event beside its time and amount, made if need be. */
        Column column(ColumnKind kind, @Nullable Field field) {
            for (Column column : columns) {
                if (column.kind == kind && Objects.equals(column.field, field)) {
                    return column;
                }
            }
            int ids = kind == ColumnKind.IDS && field != null ? key.layout.hashed(field) : -1;
            Column column = new Column(this, kind, field, ids);
            columns.add(column);
            return column;
        }
    }

    /** What a column holds. */
    enum ColumnKind {
        EVENTS,
        IDS,
        NUMBERS,
        POSITIONS
    }

    /** One thing held of every event, and for how long. */
    static final class Column {
        final Stream stream;
        final ColumnKind kind;
        final @Nullable Field field;

        /** Which of the fields that are hashed it holds. */
        final int ids;

        /** Among the columns of its kind of entity. */
        int place;

        /** Where its entry in the directory of a profile begins. */
        int at;

        /** How many words an event takes. */
        int width;

        /** How many words its entry in the directory takes. */
        int entry;

        /** How many edges its windows have, and where in the directory their bookmarks begin. */
        int edges;

        int bookmarks;
        long reach;

        Column(Stream stream, ColumnKind kind, @Nullable Field field, int ids) {
            this.stream = stream;
            this.ids = ids;
            this.kind = kind;
            this.field = field;
        }

        private void seal(int toPlace, int inDirectory) {
            place = toPlace;
            at = inDirectory;
            width =
                    switch (kind) {
                        case EVENTS -> stream.amounts ? 2 : 1;
                        case IDS, NUMBERS -> 2;
                        case POSITIONS -> 3;
                    };
            edges = kind == ColumnKind.EVENTS ? stream.edges.length : 0;
            entry = kind == ColumnKind.EVENTS ? 1 + width + Bookmarks.words(edges) : 1;
            bookmarks = at + 1 + width;
        }

        /** Whether a feature looks at it. */
        boolean isUsed() {
            return kind != ColumnKind.EVENTS || stream.counted;
        }

        /** Whether it holds something of the transaction read. */
        boolean holds(Reading reading) {
            return switch (kind) {
                case EVENTS -> true;
                case IDS -> reading.hasId(ids);
                case POSITIONS -> reading.transaction().circumstances().hasPosition();
                case NUMBERS ->
                        !Double.isNaN(Objects.requireNonNull(field).number(reading.transaction()));
            };
        }

        /** Makes it hold events for this many milliseconds at least. */
        Column reaching(long millis) {
            reach = Math.max(reach, millis);
            return this;
        }
    }
}
