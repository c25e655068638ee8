package io.riskgate.journal.file;

import io.riskgate.journal.SpilledRow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A run in a segment: what was made durable together, and is there together or not at all.
 *
 * @param offset of its first byte in the segment
 * @param payload how many bytes its rows take
 * @param rows how many of them PostgreSQL must get
 */
record Frame(
        Segment segment,
        long offset,
        int payload,
        long first,
        long last,
        int rows,
        Instant recordedAt) {

    /** Length, checksum, first and last number, microseconds since the epoch. */
    static final int HEADER = 2 * Integer.BYTES + 3 * Long.BYTES;

    /** Of a row: length, kind, number, length of the id. */
    static final int ROW = Integer.BYTES + Byte.BYTES + Long.BYTES + Short.BYTES;

    private static final int SUMMED_FROM = 2 * Integer.BYTES;

    /** The bytes of a run; where its rows begin is told to {@code places}. */
    static byte[] bytes(
            long first, long last, Instant recordedAt, List<SpilledRow> rows, Places places) {
        int size = HEADER;
        for (SpilledRow row : rows) {
            size += ROW + row.id().getBytes(StandardCharsets.UTF_8).length + row.body().length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(size - HEADER).putInt(0).putLong(first).putLong(last);
        out.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt));
        for (SpilledRow row : rows) {
            byte[] id = row.id().getBytes(StandardCharsets.UTF_8);
            places.at(row, out.position());
            out.putInt(ROW - Integer.BYTES + id.length + row.body().length);
            out.put((byte) row.kind().ordinal()).putLong(row.sequence());
            out.putShort((short) id.length).put(id).put(row.body());
        }
        return out.putInt(Integer.BYTES, checksum(out.array())).array();
    }

    /** The checksum of a whole frame: of everything after itself. */
    static int checksum(byte[] frame) {
        CRC32C sum = new CRC32C();
        sum.update(frame, SUMMED_FROM, frame.length - SUMMED_FROM);
        return (int) sum.getValue();
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Hears where in the frame each row begins. */
    interface Places {
        void at(SpilledRow row, int offset);
    }
}
