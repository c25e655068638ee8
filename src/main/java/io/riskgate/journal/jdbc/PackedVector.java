package io.riskgate.journal.jdbc;

import io.riskgate.feature.FeatureVector;

import java.nio.ByteBuffer;

/** A feature vector in few bytes, bit for bit. */
final class PackedVector {

    /*
     * Most values are zero, absent or a small count. Two bits a value say which: nothing follows for the first two, one
     * byte for the third, and the whole float for any other, a NaN with unusual bits and -0.0 among them.
     */
    private static final int ZERO = 0;
    private static final int NAN = 1;
    private static final int COUNT = 2;
    private static final int FLOAT = 3;
    private static final int BITS = 2;
    private static final int PER_BYTE = Byte.SIZE / BITS;
    private static final int LARGEST_COUNT = 255;
    private static final int NAN_BITS = Float.floatToRawIntBits(Float.NaN);

    private PackedVector() {}

    static byte[] pack(FeatureVector vector) {
        int size = vector.size();
        int kinds = (size + PER_BYTE - 1) / PER_BYTE;
        ByteBuffer out = ByteBuffer.allocate(Short.BYTES + kinds + size * Float.BYTES);
        out.putShort((short) size).position(Short.BYTES + kinds);
        for (int i = 0; i < size; i++) {
            float value = vector.get(i);
            int kind = kind(value);
            int at = Short.BYTES + i / PER_BYTE;
            out.put(at, (byte) (out.get(at) | kind << i % PER_BYTE * BITS));
            if (kind == COUNT) {
                out.put((byte) value);
            } else if (kind == FLOAT) {
                out.putFloat(value);
            }
        }
        byte[] packed = new byte[out.position()];
        out.get(0, packed);
        return packed;
    }

    static FeatureVector unpack(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        int size = in.getShort();
        in.position(Short.BYTES + (size + PER_BYTE - 1) / PER_BYTE);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            int kinds = in.get(Short.BYTES + i / PER_BYTE);
            values[i] =
                    switch (kinds >> i % PER_BYTE * BITS & (1 << BITS) - 1) {
                        case ZERO -> 0;
                        case NAN -> Float.NaN;
                        case COUNT -> in.get() & LARGEST_COUNT;
                        default -> in.getFloat();
                    };
        }
        return FeatureVector.adopt(values);
    }

    private static int kind(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (bits == 0) {
            return ZERO;
        }
        if (bits == NAN_BITS) {
            return NAN;
        }
        boolean count = value > 0 && value <= LARGEST_COUNT && value == (int) value;
        return count ? COUNT : FLOAT;
    }
}
