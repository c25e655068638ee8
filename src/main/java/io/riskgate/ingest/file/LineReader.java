package io.riskgate.ingest.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes line by line, never holding more of one than is accepted of a document. */
final class LineReader implements Closeable {

    /** The most bytes of a line that are kept: those of a request body. */
    static final int MAX_BYTES = 64 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private byte[] line = new byte[1 << 10];
    private int length;
    private boolean cut;
    private long number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        cut = false;
        if (!fill()) {
            return false;
        }
        number++;
        while (fill()) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            keep(end);
            boolean ended = end < limit;
            position = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    /** What was kept of the present line, without its end. */
    byte[] bytes() {
        return Arrays.copyOf(line, length);
    }

    /** Whether the present line is longer than what was kept. */
    boolean isCut() {
        return cut;
    }

    /** Whether there is nothing but white space in the present line. */
    boolean isBlank() {
        for (int at = 0; at < length; at++) {
            if (line[at] != ' ' && line[at] != '\t' && line[at] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The number of the present line, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void keep(int end) {
        int room = MAX_BYTES - length;
        int some = Math.min(end - position, room);
        cut |= end - position > room;
        if (length + some > line.length) {
            line = Arrays.copyOf(line, Math.max(length + some, 2 * line.length));
        }
        System.arraycopy(buffer, position, line, length, some);
        length += some;
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }
}
