package io.riskgate.feature;

import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What profiles must hold for a plan: by which identifiers, which events of each entity, and what
 * of every event. It grows while a plan is compiled and does not change afterwards.
 */
final class Layout {

    final List<Key> keys = new ArrayList<>();

    /** The fields of which profiles hold hashes. */
    final List<Field> hashed = new ArrayList<>();

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

    /** Entities of one kind. */
    static final class Key {
        final int index;
        final List<Identifier> by;
        final List<Stream> streams = new ArrayList<>();

        private final Layout layout;

        Key(Layout layout, int index, List<Identifier> by) {
            this.layout = layout;
            this.index = index;
            this.by = by;
        }

        /** The stream of events with these values, made if need be. */
        Stream stream(SortedMap<String, Object> where) {
            for (Stream stream : streams) {
                if (stream.filter.conditions().equals(where)) {
                    return stream;
                }
            }
            Stream stream = new Stream(this, streams.size(), new Filter(where));
            streams.add(stream);
            return stream;
        }

        /** Whether the transaction names such an entity. */
        boolean isNamedBy(Transaction transaction) {
            for (int i = 0; i < by.size(); i++) {
                if (transaction.identifier(by.get(i)) == null) {
                    return false;
                }
            }
            return true;
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
        final Key key;
        final int index;
        final Filter filter;
        final Column events = new Column(0, ColumnKind.EVENTS, null, -1);
        final List<Column> columns = new ArrayList<>();
        boolean amounts;
        boolean frauds;
        boolean unbounded;

        Stream(Key key, int index, Filter filter) {
            this.key = key;
            this.index = index;
            this.filter = filter;
        }

        /** What is held of every event beside its time and amount, made if need be. */
        Column column(ColumnKind kind, @Nullable Field field) {
            for (Column column : columns) {
                if (column.kind == kind && Objects.equals(column.field, field)) {
                    return column;
                }
            }
            int ids = kind == ColumnKind.IDS && field != null ? key.layout.hashed(field) : -1;
            Column column = new Column(columns.size(), kind, field, ids);
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
        final int index;
        final ColumnKind kind;
        final @Nullable Field field;

        /** Which of the fields that are hashed it holds. */
        final int ids;

        long reach;

        Column(int index, ColumnKind kind, @Nullable Field field, int ids) {
            this.index = index;
            this.ids = ids;
            this.kind = kind;
            this.field = field;
        }

        /** Whether it holds something of the transaction read. */
        boolean holds(Reading reading) {
            return switch (kind) {
                case IDS -> reading.hasId(ids);
                case POSITIONS -> reading.transaction().circumstances().hasPosition();
                default ->
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
