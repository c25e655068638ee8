package io.riskgate.feature;

import io.riskgate.transaction.Amount;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Currency;
import java.util.Objects;

/** The events of one entity that pass one filter, with what features need of each. */
final class EventStream implements Foldable {

    private static final Lane[] NO_LANES = new Lane[0];
    private static final FoldableColumn[] NO_COLUMNS = new FoldableColumn[0];

    Lane[] lanes = NO_LANES;
    final FoldableColumn[] columns;
    final @Nullable Frauds frauds;
    private long foldLine = Long.MIN_VALUE;

    EventStream(Layout.Stream layout) {
        frauds = layout.frauds ? new Frauds() : null;
        columns = layout.columns.isEmpty() ? NO_COLUMNS : new FoldableColumn[layout.columns.size()];
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

    void insert(Layout.Stream layout, Reading reading, Retention retention) {
        Amount amount = reading.transaction().amount();
        Lane lane = lane(layout.amounts ? amount.currency() : null);
        retention.makeRoom(lane, this, layout);
        lane.insert(reading.millis, amount.value());
        retention.limit(this, layout);
        for (int i = 0; i < columns.length; i++) {
            if (layout.columns.get(i).holds(reading)) {
                insert(layout.columns.get(i), columns[i], reading, retention);
            }
        }
    }

    private static void insert(
            Layout.Column layout, FoldableColumn column, Reading reading, Retention retention) {
        retention.makeRoom(column, layout);
        switch (column) {
            case IdColumn ids -> ids.insert(reading.millis, reading.id(layout.ids));
            case NumberColumn numbers ->
                    numbers.insert(
                            reading.millis,
                            Objects.requireNonNull(layout.field).number(reading.transaction()));
            case PositionColumn positions ->
                    positions.insert(reading.millis, reading.transaction().circumstances());
            default -> throw new IllegalStateException("unknown column");
        }
        retention.limit(column, layout);
    }

    /** Takes out what the newest arrival, the transaction read, put in. */
    void remove(Layout.Stream layout, Reading reading) {
        Amount amount = reading.transaction().amount();
        Lane lane = lane(layout.amounts ? amount.currency() : null);
        lane.remove(reading.millis, amount.value());
        if (lane.isEmpty()) {
            dropLast(lane);
        }
        for (int i = 0; i < columns.length; i++) {
            if (layout.columns.get(i).holds(reading)) {
                columns[i].remove(reading.millis);
            }
        }
    }

    /** Whether an event of this moment is held, or one of its bucket where it is folded. */
    boolean has(long millis, long bucket) {
        if (millis <= foldLine) {
            long start = Folds.bucketOf(millis, bucket) * bucket;
            return count(start, start + bucket) > 0;
        }
        for (Lane lane : lanes) {
            if (lane.latestAt(millis) >= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long count(long left, long right) {
        long count = 0;
        for (Lane lane : lanes) {
            count += lane.count(left, right, foldLine);
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

    /** The moment of the latest event up to {@code right} of one lane. */
    long latest(Lane lane, long right) {
        return lane.latest(right, foldLine);
    }

    void evictFrauds(long edge) {
        if (frauds != null) {
            frauds.evict(edge);
        }
    }

    @Override
    public long foldLine() {
        return foldLine;
    }

    @Override
    public void foldLine(long millis) {
        foldLine = millis;
    }

    /** The events in this currency, null for none. */
    @Nullable Lane find(@Nullable Currency currency) {
        for (Lane lane : lanes) {
            if (lane.currency == currency) {
                return lane;
            }
        }
        return null;
    }

    /* The order of lanes breaks ties, so a lane goes with the event that brought it. */
    private void dropLast(Lane lane) {
        if (lanes[lanes.length - 1] == lane) {
            lanes = Arrays.copyOf(lanes, lanes.length - 1);
        }
    }

    private Lane lane(@Nullable Currency currency) {
        Lane found = find(currency);
        if (found != null) {
            return found;
        }
        Lane lane = new Lane(currency);
        lanes = Arrays.copyOf(lanes, lanes.length + 1);
        lanes[lanes.length - 1] = lane;
        return lane;
    }

    /** About how many bytes of memory it takes. */
    long bytes() {
        long bytes = 64;
        for (Lane lane : lanes) {
            bytes += lane.bytes();
        }
        for (FoldableColumn column : columns) {
            bytes += column.bytes();
        }
        return bytes;
    }
}
