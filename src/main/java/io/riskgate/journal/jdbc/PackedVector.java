package io.riskgate.journal.jdbc;

import io.riskgate.feature.FeatureVector;

import java.nio.ByteBuffer;

/** A feature vector in few bytes, bit for bit. */
final class PackedVector {

    /*
     * Most values are zero, absent or a small count, and many of the others are the same: of someone who pays once a day
     * the sum of an hour is that of a day and the amount itself. Two bits a value say which: nothing follows for the first
     * two, one byte for the third, and the whole float for any other, a NaN with unusual bits and -0.0 among them. The
     * byte is a count, or from AGAIN on the place of a float that was written before.
     *
     * Two bytes of size come first, with SHARING set; where it is not, the row is of a time when the byte was always a
     * count.
     */
    private static final int ZERO = 0;
    private static final int NAN = 1;
    private static final int SMALL = 2;
    private static final int FLOAT = 3;
    private static final int BITS = 2;
    private static final int PER_BYTE = Byte.SIZE / BITS;
    private static final int BYTE = 255;
    private static final int AGAIN = 160;
    private static final int SHARING = 1 << 15;
    private static final int NAN_BITS = Float.floatToRawIntBits(Float.NaN);

    private PackedVector() {}

    static byte[] pack(FeatureVector vector) {
        int size = vector.size();
        int header = Short.BYTES + (size + PER_BYTE - 1) / PER_BYTE;
        ByteBuffer out = ByteBuffer.allocate(header + size * Float.BYTES);
        out.putShort((short) (size | SHARING)).position(header);
        int[] written = new int[BYTE - AGAIN + 2];
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            float value = vector.get(i);
            int bits = Float.floatToRawIntBits(value);
            int kind = kind(value, bits);
            if (kind == SMALL) {
                out.put((byte) value);
            } else if (kind == FLOAT) {
                int again = place(bits, written, distinct);
                if (again >= 0) {
                    kind = SMALL;
                    out.put((byte) (AGAIN + again));
                } else {
                    out.putInt(bits);
                    written[distinct] = bits;
                    distinct = Math.min(distinct + 1, written.length - 1);
                }
            }
            int at = Short.BYTES + i / PER_BYTE;
            out.put(at, (byte) (out.get(at) | kind << i % PER_BYTE * BITS));
        }
        byte[] packed = new byte[out.position()];
        out.get(0, packed);
        return packed;
    }

    static FeatureVector unpack(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        int head = in.getShort();
        int again = (head & SHARING) == 0 ? BYTE + 1 : AGAIN;
        int size = head & SHARING - 1;
        in.position(Short.BYTES + (size + PER_BYTE - 1) / PER_BYTE);
        float[] values = new float[size];
        float[] floats = new float[size];
        int read = 0;
        for (int i = 0; i < size; i++) {
            int kinds = in.get(Short.BYTES + i / PER_BYTE);
            switch (kinds >> i % PER_BYTE * BITS & (1 << BITS) - 1) {
                case ZERO -> values[i] = 0;
                case NAN -> values[i] = Float.NaN;
                case SMALL -> {
                    int small = in.get() & BYTE;
                    values[i] = small < again ? small : floats[small - again];
                }
                default -> {
                    values[i] = in.getFloat();
                    floats[read++] = values[i];
                }
            }
        }
        return FeatureVector.adopt(values);
    }

    private static int place(int bits, int[] written, int distinct) {
        for (int i = 0; i < distinct; i++) {
            if (written[i] == bits) {
                return i;
            }
        }
        return -1;
    }

    private static int kind(float value, int bits) {
        if (bits == 0) {
            return ZERO;
        }
        if (bits == NAN_BITS) {
            return NAN;
        }
        return value > 0 && value < AGAIN && value == (int) value ? SMALL : FLOAT;
    }
}
