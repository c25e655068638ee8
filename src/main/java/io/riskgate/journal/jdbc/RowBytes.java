package io.riskgate.journal.jdbc;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * One row as bytes: of every column that is not null its place in a dictionary of names, the kind
 * of its value and the value.
 */
final class RowBytes {

    private static final int EXPECTED = 512;
    private static final int TEXT = 1;
    private static final int LONG = 2;
    private static final int INT = 3;
    private static final int DOUBLE = 4;
    private static final int TRUE = 5;
    private static final int FALSE = 6;
    private static final int BYTES = 7;
    private static final int UUIDS = 8;

    private RowBytes() {}

    /** The bytes of a row; columns stand in the order of the dictionary from {@code at} on. */
    static <R> byte[] write(R row, List<Column<R>> columns, Function<String, Integer> place) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(EXPECTED);
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            for (Column<R> column : columns) {
                Object value = column.value().apply(row);
                if (value != null) {
                    out.writeByte(place.apply(column.name()));
                    write(out, value);
                }
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot be written", impossible);
        }
    }

    /** The values by column; of columns that the dictionary does not name none was written. */
    static Map<String, Object> read(byte[] body, String[] dictionary) {
        Map<String, Object> values = new HashMap<>();
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
            while (in.available() > 0) {
                values.put(dictionary[in.readUnsignedByte()], value(in));
            }
            return values;
        } catch (IOException torn) {
            throw new UncheckedIOException("a row of the spill cannot be read", torn);
        }
    }

    private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        switch (value) {
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                out.writeByte(TEXT);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            case Long number -> {
                out.writeByte(LONG);
                out.writeLong(number);
            }
            case Integer number -> {
                out.writeByte(INT);
                out.writeInt(number);
            }
            case Double number -> {
                out.writeByte(DOUBLE);
                out.writeDouble(number);
            }
            case Boolean flag -> out.writeByte(flag ? TRUE : FALSE);
            case byte[] bytes -> {
                out.writeByte(BYTES);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            case UUID id -> {
                out.writeByte(UUIDS);
                out.writeLong(id.getMostSignificantBits());
                out.writeLong(id.getLeastSignificantBits());
            }
            case null, default ->
                    throw new IllegalStateException("no column holds such a value: " + value);
        }
    }

    private static Object value(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case TEXT -> new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            case LONG -> in.readLong();
            case INT -> in.readInt();
            case DOUBLE -> in.readDouble();
            case TRUE -> true;
            case FALSE -> false;
            case BYTES -> in.readNBytes(in.readInt());
            case UUIDS -> new UUID(in.readLong(), in.readLong());
            default -> throw new IOException("no such kind of value: " + kind);
        };
    }
}
