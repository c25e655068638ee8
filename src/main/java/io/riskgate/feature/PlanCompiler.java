package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Turns expressions into readers and notes what profiles must hold for them. */
final class PlanCompiler {

    private final Layout layout;

    PlanCompiler(Layout layout) {
        this.layout = layout;
    }

    /**
     * A column.
     *
     * @param stream of the entity without which it is NaN, null where it needs none
     */
    record Compiled(Layout.@Nullable Stream stream, Reader reader) {}

    /** The definition's columns. */
    List<Compiled> compile(Expression expression) {
        if (expression instanceof Expression.OneHot(Field field, List<Object> values)) {
            List<Compiled> columns = new ArrayList<>();
            values.forEach(
                    value -> columns.add(new Compiled(null, PointReaders.equality(field, value))));
            return columns;
        }
        return List.of(
                expression instanceof Expression.Windowed windowed
                        ? windowed(windowed)
                        : new Compiled(null, single(expression)));
    }

    private Reader single(Expression expression) {
        return switch (expression) {
            case Expression.Value(Field field) -> PointReaders.value(field);
            case Expression.Log1p(Expression of) -> PointReaders.log1p(single(of));
            case Expression.Ratio(Expression of, Expression to) ->
                    PointReaders.ratio(single(of), single(to));
            case Expression.Equals(Field field, Object value) ->
                    PointReaders.equality(field, value);
            case Expression.Calendar calendar -> PointReaders.calendar(calendar);
            case Expression.Windowed windowed -> named(windowed(windowed));
            case Expression.OneHot _ ->
                    throw new IllegalArgumentException("one_hot has several columns");
        };
    }

    private Compiled windowed(Expression.Windowed windowed) {
        Layout.Stream stream = layout.key(windowed.by()).stream(windowed.where());
        stream.unbounded |= windowed.over() == 0;
        Window window = new Window(stream, windowed.over(), windowed.delay(), -1);
        return new Compiled(stream, windowed(windowed, window));
    }

    private static Reader named(Compiled compiled) {
        Layout.Stream stream = Objects.requireNonNull(compiled.stream());
        Reader reader = compiled.reader();
        return reading -> reading.isNamed(stream) ? reader.read(reading) : Double.NaN;
    }

    private Reader windowed(Expression.Windowed windowed, Window window) {
        Layout.Stream stream = window.stream();
        long reach = windowed.over() + windowed.delay();
        stream.frauds |= windowed.kind() == Kind.FRAUD_RATE;
        return switch (windowed.kind()) {
            case TRAVEL_SPEED ->
                    ColumnReaders.travelSpeed(
                            window,
                            stream.column(Layout.ColumnKind.POSITIONS, null).reaching(reach));
            case DISTINCT -> {
                Field field = Objects.requireNonNull(windowed.of());
                yield ColumnReaders.distinct(
                        window, stream.column(Layout.ColumnKind.IDS, field).reaching(reach));
            }
            case COUNT, FRAUD_RATE, SINCE_LAST, FIRST_SEEN -> {
                stream.events.reaching(reach);
                stream.counted = true;
                yield events(windowed, window);
            }
            default -> aggregate(windowed, window, reach);
        };
    }

    private static Reader events(Expression.Windowed windowed, Window window) {
        Layout.Stream stream = window.stream();
        return switch (windowed.kind()) {
            case COUNT -> EventReaders.count(stream.window(windowed.over(), windowed.delay()));
            case FRAUD_RATE ->
                    EventReaders.fraudRate(stream.window(windowed.over(), windowed.delay()));
            case SINCE_LAST -> EventReaders.sinceLast(window);
            default -> EventReaders.firstSeen(window);
        };
    }

    private static Reader aggregate(Expression.Windowed windowed, Window window, long reach) {
        Layout.Stream stream = window.stream();
        Field field = Objects.requireNonNull(windowed.of());
        if (field.isAmount()) {
            stream.amounts = true;
            stream.events.reaching(reach);
            return AmountReaders.of(
                    windowed.kind(), stream.window(windowed.over(), windowed.delay()));
        }
        Layout.Column column = stream.column(Layout.ColumnKind.NUMBERS, field).reaching(reach);
        return ColumnReaders.numbers(windowed.kind(), window, column, field);
    }
}
