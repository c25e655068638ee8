package io.riskgate.feature;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads what a {@link Frame} held, and sums up what it read. */
final class FrameReader {

    private static final int LONGEST_TEXT = 1 << 16;
    private static final int CHUNK = 4096;

    private final InputStream source;
    private final CRC32C sum = new CRC32C();
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);

    /* Where what was not summed up begins. */
    private int summed;

    FrameReader(InputStream source) {
        this.source = source;
    }

    /** The checksum of all that was read. */
    long checksum() {
        sum.update(bytes.array(), summed, bytes.position() - summed);
        summed = bytes.position();
        return sum.getValue();
    }

    int readByte() throws IOException {
        return need(1).get();
    }

    int readInt() throws IOException {
        return need(Integer.BYTES).getInt();
    }

    long readLong() throws IOException {
        return need(Long.BYTES).getLong();
    }

    byte[] readBytes(int count) throws IOException {
        if (count < 0 || count > LONGEST_TEXT) {
            throw new InvalidCheckpointException("damaged: a piece of " + count + " bytes");
        }
        byte[] read = new byte[count];
        for (int at = 0; at < count; ) {
            int some = Math.min(count - at, CHUNK);
            need(some).get(read, at, some);
            at += some;
        }
        return read;
    }

    String readText() throws IOException {
        return new String(readBytes(readInt()), StandardCharsets.UTF_8);
    }

    long[] readLongs() throws IOException {
        long[] none = new long[0];
        int count = readInt();
        return Arrays.copyOf(readLongs(none, 0, count), count);
    }

    /**
     * Reads so many behind those there; returns the array, or a larger one. Room grows with what is
     * really there: a damaged length must not ask for all memory.
     */
    long[] readLongs(long[] into, int at, int count) throws IOException {
        if (count < 0) {
            throw new InvalidCheckpointException("damaged: a negative length");
        }
        long[] target = into;
        int filled = at;
        int left = count;
        while (left > 0) {
            int some = Math.min(left, CHUNK);
            if (target.length < filled + some) {
                target = Arrays.copyOf(target, Math.max(2 * target.length, filled + some));
            }
            ByteBuffer from = need(some * Long.BYTES);
            from.asLongBuffer().get(target, filled, some);
            from.position(from.position() + some * Long.BYTES);
            filled += some;
            left -= some;
        }
        return target;
    }

    private ByteBuffer need(int count) throws IOException {
        if (bytes.remaining() < count) {
            checksum();
            bytes.compact();
            while (bytes.position() < count) {
                int read = source.read(bytes.array(), bytes.position(), bytes.remaining());
                if (read < 0) {
                    throw new EOFException();
                }
                bytes.position(bytes.position() + read);
            }
            bytes.flip();
            summed = 0;
        }
        return bytes;
    }
}
