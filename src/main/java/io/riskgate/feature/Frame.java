package io.riskgate.feature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes that grow as they are written, while those before them are taken away. */
final class Frame {

    private ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    private ByteBuffer spare = ByteBuffer.allocate(1 << 16);

    Frame putByte(int value) {
        room(1).put((byte) value);
        return this;
    }

    Frame putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    Frame putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    Frame putText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        putInt(encoded.length);
        room(encoded.length).put(encoded);
        return this;
    }

    Frame putLongs(long[] values, int from, int count) {
        putInt(count);
        ByteBuffer target = room(count * Long.BYTES);
        target.asLongBuffer().put(values, from, count);
        target.position(target.position() + count * Long.BYTES);
        return this;
    }

    /** What was written since the last time; good until the next time. */
    ByteBuffer drain() {
        ByteBuffer drained = bytes.flip();
        bytes = spare.clear();
        spare = drained;
        return drained;
    }

    /** How many bytes were written since the last time. */
    int size() {
        return bytes.position();
    }

    private ByteBuffer room(int needed) {
        if (bytes.remaining() < needed) {
            int capacity = Math.max(bytes.capacity() * 2, bytes.position() + needed);
            bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
        }
        return bytes;
    }
}
