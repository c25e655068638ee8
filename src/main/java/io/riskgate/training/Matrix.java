package io.riskgate.training;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Rows of numbers, one after the other, as trainers and models take them; a missing value is NaN.
 * They lie on the heap, or in a file where they are too many for it.
 */
final class Matrix {

    private final MemorySegment values;
    private final int columns;

    /**
     * @param values row after row; not copied, it can be large
     * @param columns of one row
     */
    Matrix(float[] values, int columns) {
        this(MemorySegment.ofArray(values), columns);
    }

    Matrix(MemorySegment values, int columns) {
        if (columns < 1 || values.byteSize() % ((long) columns * Float.BYTES) != 0) {
            throw new IllegalArgumentException(
                    values.byteSize() / Float.BYTES + " values do not make rows of " + columns);
        }
        this.values = values;
        this.columns = columns;
    }

    int columns() {
        return columns;
    }

    int rows() {
        return (int) (values.byteSize() / ((long) columns * Float.BYTES));
    }

    float get(int row, int column) {
        return values.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * columns + column);
    }

    /** A row of its own. */
    float[] row(int row) {
        return rows(row, 1);
    }

    /** So many rows of their own, from one on. */
    float[] rows(int from, int count) {
        float[] copy = new float[count * columns];
        MemorySegment.copy(
                values,
                ValueLayout.JAVA_FLOAT,
                (long) from * columns * Float.BYTES,
                copy,
                0,
                copy.length);
        return copy;
    }

    /** The same rows without a copy, as sessions take them. */
    FloatBuffer buffer(int from, int count) {
        long rowBytes = (long) columns * Float.BYTES;
        return heap().map(all -> FloatBuffer.wrap(all, from * columns, count * columns).slice())
                .orElseGet(
                        () ->
                                values.asSlice(from * rowBytes, count * rowBytes)
                                        .asByteBuffer()
                                        .order(ByteOrder.nativeOrder())
                                        .asFloatBuffer());
    }

    /** The values where they lie on the heap. */
    Optional<float[]> heap() {
        return values.heapBase().map(float[].class::cast);
    }

    /** The values where they lie in a file, by the address they are mapped at. */
    MemorySegment file() {
        return values;
    }

    /** Rows evenly spread over all, at most so many. */
    Matrix spread(int most) {
        int count = Math.min(most, rows());
        if (count == rows()) {
            return this;
        }
        float[] chosen = new float[count * columns];
        for (int i = 0; i < count; i++) {
            System.arraycopy(row(spreadRow(i, count)), 0, chosen, i * columns, columns);
        }
        return new Matrix(chosen, columns);
    }

    /** Which row is number i of so many evenly spread ones. */
    int spreadRow(int i, int count) {
        return (int) ((long) rows() * i / count);
    }
}
