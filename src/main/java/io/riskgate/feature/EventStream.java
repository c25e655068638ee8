package io.riskgate.feature;

import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Currency;
import java.util.Objects;

/** The events of one entity that pass one filter, with what features need of each. */
final class EventStream {

    private static final Lane[] NO_LANES = new Lane[0];
    private static final TimeColumn[] NO_COLUMNS = new TimeColumn[0];

    Lane[] lanes = NO_LANES;
    final TimeColumn[] columns;
    final Frauds frauds = new Frauds();

    EventStream(Layout.Stream layout) {
        columns = layout.columns.isEmpty() ? NO_COLUMNS : new TimeColumn[layout.columns.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] =
                    switch (layout.columns.get(i).kind) {
                        case IDS -> new IdColumn();
                        case NUMBERS -> new NumberColumn();
                        case POSITIONS -> new PositionColumn();
                        case EVENTS -> throw new IllegalStateException("events have lanes");
                    };
        }
    }

    void insert(Layout.Stream layout, Transaction transaction, Values values) {
        long millis = transaction.occurredAtMillis();
        Currency currency = layout.amounts ? transaction.amount().currency() : null;
        lane(currency).insert(millis, transaction.amount().value());
        for (int i = 0; i < columns.length; i++) {
            Field field = layout.columns.get(i).field;
            switch (columns[i]) {
                case IdColumn ids -> {
                    Object value = Objects.requireNonNull(field).of(transaction);
                    if (value != null) {
                        ids.insert(millis, values.acquire(value));
                    }
                }
                case NumberColumn numbers -> {
                    double value = Objects.requireNonNull(field).number(transaction);
                    if (!Double.isNaN(value)) {
                        numbers.insert(millis, value);
                    }
                }
                case PositionColumn positions -> {
                    Circumstances place = transaction.circumstances();
                    if (place.latitude() != null && place.longitude() != null) {
                        positions.insert(millis, place.latitude(), place.longitude());
                    }
                }
                default -> throw new IllegalStateException("unknown column");
            }
        }
    }

    /** Takes out what the newest arrival, this transaction, put in. */
    void remove(Layout.Stream layout, Transaction transaction, Values values) {
        long millis = transaction.occurredAtMillis();
        Currency currency = layout.amounts ? transaction.amount().currency() : null;
        lane(currency).remove(millis, transaction.amount().value());
        for (int i = 0; i < columns.length; i++) {
            Field field = layout.columns.get(i).field;
            switch (columns[i]) {
                case IdColumn ids -> {
                    if (Objects.requireNonNull(field).of(transaction) != null) {
                        int id = ids.remove(millis);
                        if (id >= 0) {
                            values.release(id);
                        }
                    }
                }
                case NumberColumn numbers -> {
                    if (!Double.isNaN(Objects.requireNonNull(field).number(transaction))) {
                        numbers.remove(millis);
                    }
                }
                case PositionColumn positions -> {
                    if (transaction.circumstances().hasPosition()) {
                        positions.remove(millis);
                    }
                }
                default -> throw new IllegalStateException("unknown column");
            }
        }
    }

    /** Whether an event of this moment is held. */
    boolean has(long millis) {
        for (Lane lane : lanes) {
            if (lane.latestAt(millis) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Gives back the numbers it holds. */
    void release(Values values) {
        for (TimeColumn column : columns) {
            if (column instanceof IdColumn ids) {
                for (int i = 0; i < ids.size; i++) {
                    values.release(ids.ids[i]);
                }
            }
        }
    }

    long count(long left, long right) {
        long count = 0;
        for (Lane lane : lanes) {
            count += lane.count(left, right);
        }
        return count;
    }

    /** The moment of the earliest event known. */
    long earliest() {
        long earliest = TimeColumn.NEVER;
        for (Lane lane : lanes) {
            earliest = Math.min(earliest, lane.earliest());
        }
        return earliest;
    }

    private Lane lane(@Nullable Currency currency) {
        for (Lane lane : lanes) {
            if (lane.currency == currency) {
                return lane;
            }
        }
        Lane lane = new Lane(currency);
        lanes = Arrays.copyOf(lanes, lanes.length + 1);
        lanes[lanes.length - 1] = lane;
        return lane;
    }
}
