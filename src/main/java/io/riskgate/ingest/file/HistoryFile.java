package io.riskgate.ingest.file;

import io.riskgate.ingest.HistoryImport.Kind;
import io.riskgate.ingest.HistoryImport.Line;
import io.riskgate.ingest.HistoryImport.Rejected;
import io.riskgate.ingest.HistoryTimes;
import io.riskgate.transaction.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** One file of history, compressed or not, line by line; lines are numbered from 1. */
final class HistoryFile implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final String name;
    private final Kind kind;
    private final String timeField;
    private final Optional<Long> size;
    private final CountingStream bytes;
    private final LineReader reader;
    private @Nullable HistoryLine head;
    private Instant time = Instant.MIN;

    private HistoryFile(
            String name, Kind kind, String timeField, Optional<Long> size, CountingStream bytes)
            throws IOException {
        this.name = name;
        this.kind = kind;
        this.timeField = timeField;
        this.size = size;
        this.bytes = bytes;
        InputStream buffered = new BufferedInputStream(bytes, BUFFER);
        this.reader =
                new LineReader(
                        isCompressed(buffered) ? new GZIPInputStream(buffered, BUFFER) : buffered);
        advance();
    }

    /**
     * Opens a file; {@code -} is standard input.
     *
     * @param timeField the field by which its lines are merged with those of another file
     */
    static HistoryFile open(String name, Kind kind, String timeField) throws IOException {
        if (name.equals("-")) {
            CountingStream input = new CountingStream(System.in);
            return new HistoryFile("Standard input", kind, timeField, Optional.empty(), input);
        }
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            throw new IOException(name + " is a folder: name a file of NDJSON.");
        }
        CountingStream input = new CountingStream(Files.newInputStream(path));
        return new HistoryFile(name, kind, timeField, Optional.of(Files.size(path)), input);
    }

    /** The line that {@link #take} gives next, null at the end. */
    @Nullable HistoryLine head() {
        return head;
    }

    /** When that happened; the time of the line before where it does not say, as far as known. */
    Instant time() {
        return time;
    }

    @Nullable HistoryLine take() throws IOException {
        HistoryLine taken = head;
        if (taken != null) {
            advance();
        }
        return taken;
    }

    /** Bytes read of the file as it lies on disk. */
    long bytesRead() {
        return bytes.count;
    }

    /** Bytes of the file as it lies on disk, empty for standard input. */
    Optional<Long> size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void advance() throws IOException {
        boolean more;
        try {
            do {
                more = reader.next();
            } while (more && reader.isBlank());
        } catch (IOException e) {
            throw new IOException(
                    name
                            + " cannot be read beyond line "
                            + reader.number()
                            + " ("
                            + e.getMessage()
                            + "): mend it and run this again; what was loaded stays loaded.",
                    e);
        }
        head = more ? line() : null;
        if (more) {
            Instant own = HistoryTimes.of(reader.bytes(), timeField);
            time = Objects.requireNonNullElse(own, time);
        }
    }

    private HistoryLine line() {
        if (reader.isCut()) {
            return unreadable(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "The line has more than the "
                            + LineReader.MAX_BYTES / 1024
                            + " KiB that are accepted.");
        }
        try {
            String json =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(reader.bytes()))
                            .toString();
            return new HistoryLine(new Line(kind, reader.number(), json), null);
        } catch (CharacterCodingException e) {
            return unreadable(ErrorCode.MALFORMED_JSON, "The line is not UTF-8.");
        }
    }

    private HistoryLine unreadable(ErrorCode code, String detail) {
        String shown = new String(reader.bytes(), StandardCharsets.UTF_8);
        return new HistoryLine(
                new Line(kind, reader.number(), shown),
                new Rejected(kind, reader.number(), code.code(), detail));
    }

    /* By its first two bytes (RFC 1952), so that standard input may be compressed too. */
    private static boolean isCompressed(InputStream buffered) throws IOException {
        buffered.mark(2);
        int magic = buffered.read() | buffered.read() << 8;
        buffered.reset();
        return magic == GZIPInputStream.GZIP_MAGIC;
    }

    private static final class CountingStream extends FilterInputStream {

        private volatile long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int some = super.read(into, offset, length);
            count += Math.max(0, some);
            return some;
        }
    }
}
