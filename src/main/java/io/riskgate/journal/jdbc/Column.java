package io.riskgate.journal.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One column of a group insert: rows travel as one array a column, so that any number of them is
 * one statement and one round trip.
 *
 * @param type the element type of the array that travels
 * @param cast the column's own type where it differs from {@code type}, as a cast; empty otherwise
 */
record Column<R>(String name, String type, String cast, Function<R, @Nullable Object> value) {

    static <R> Column<R> of(String name, String type, Function<R, @Nullable Object> value) {
        return new Column<>(name, type, "", value);
    }

    static <R> Column<R> json(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, "text", "::jsonb", value);
    }

    /**
     * {@code insert into table (…) select … from unnest(…)}; the last parameter is the time of
     * recording.
     */
    static <R> String insert(String table, List<Column<R>> columns) {
        return insert(table, columns, ", recorded_at", ", ?");
    }

    /** The same, where the time of recording is one of the columns. */
    static <R> String insertAll(String table, List<Column<R>> columns) {
        return insert(table, columns, "", "");
    }

    private static <R> String insert(
            String table, List<Column<R>> columns, String furtherNames, String furtherValues) {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String values =
                columns.stream()
                        .map(column -> column.name + column.cast)
                        .collect(Collectors.joining(", "));
        String arrays =
                columns.stream()
                        .map(column -> "?::" + column.type + "[]")
                        .collect(Collectors.joining(", "));
        return "insert into %s (%s%s) select %s%s from unnest(%s) as row (%s)"
                .formatted(table, names, furtherNames, values, furtherValues, arrays, names);
    }

    /** Binds a column's values; answers the index of the next parameter. */
    static <R> int bind(
            Connection connection,
            PreparedStatement statement,
            int from,
            List<Column<R>> columns,
            List<R> rows)
            throws SQLException {
        int parameter = from;
        for (Column<R> column : columns) {
            @Nullable Object[] values = column.array(rows.size());
            for (int row = 0; row < values.length; row++) {
                values[row] = column.value.apply(rows.get(row));
            }
            statement.setArray(parameter++, connection.createArrayOf(column.type, values));
        }
        return parameter;
    }

    /* Only what stands in an array of its own kind travels as it is; the driver writes all else as text. */
    private @Nullable Object[] array(int size) {
        return switch (type) {
            case "text" -> new String[size];
            case "bigint" -> new Long[size];
            case "int" -> new Integer[size];
            case "float8" -> new Double[size];
            case "bool" -> new Boolean[size];
            case "bytea" -> new byte[size][];
            default -> new Object[size];
        };
    }
}
