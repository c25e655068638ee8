package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The values of a plan's columns for one transaction, in 32 bits; a missing value is NaN. Equal
 * when every bit is.
 */
public final class FeatureVector {

    private final float[] values;

    private FeatureVector(float[] values) {
        this.values = values;
    }

    /** A vector that takes the array over: the caller must not keep it. */
    public static FeatureVector adopt(float[] values) {
        return new FeatureVector(values);
    }

    /** The vector that {@link #toBytes()} wrote. */
    public static FeatureVector fromBytes(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new FeatureVector(values);
    }

    /** Four bytes a value, little endian. */
    public byte[] toBytes() {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    public int size() {
        return values.length;
    }

    /** The value of one column. */
    public float get(int column) {
        return values[column];
    }

    /** Appends the given columns, in that order, to a model's input. */
    public void copyTo(FloatBuffer target, int[] columns) {
        for (int column : columns) {
            target.put(values[column]);
        }
    }

    /* Bits, not numbers: NaN equals NaN and -0.0 differs from 0.0. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeatureVector that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
