package io.riskgate.ingest.file;

import io.riskgate.ingest.HistoryImport.Kind;
import io.riskgate.ingest.HistoryImport.Line;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a transactions file and an outcomes file, merged by time: an outcome at its
 * reportedAt, first on ties.
 */
final class HistoryLines implements Closeable {

    /*
     * Each file is taken in its own order, so that a line without a readable time stays where it stands and is refused
     * there with its reason. Only the two heads are held.
     */
    private final NumberedFile transactions;
    private final @Nullable NumberedFile outcomes;

    private HistoryLines(NumberedFile transactions, @Nullable NumberedFile outcomes) {
        this.transactions = transactions;
        this.outcomes = outcomes;
    }

    /** Opens the files; {@code -} is standard input. */
    static HistoryLines open(String transactions, Optional<String> outcomes) throws IOException {
        NumberedFile first = new NumberedFile(transactions, Kind.TRANSACTION, "occurredAt");
        return new HistoryLines(
                first,
                outcomes.isEmpty()
                        ? null
                        : new NumberedFile(outcomes.get(), Kind.OUTCOME, "reportedAt"));
    }

    /** The next line in time, null at the end. */
    @Nullable Line next() throws IOException {
        NumberedFile reported = outcomes;
        if (reported == null || reported.head() == null) {
            return transactions.take();
        }
        if (transactions.head() == null) {
            return reported.take();
        }
        return reported.time().isAfter(transactions.time()) ? transactions.take() : reported.take();
    }

    /** Bytes read from the files as they lie on disk. */
    long bytesRead() {
        return transactions.bytes.count + (outcomes == null ? 0 : outcomes.bytes.count);
    }

    /** Bytes of the files as they lie on disk, empty where one is standard input. */
    Optional<Long> size() {
        return transactions.size.flatMap(
                one -> outcomes == null ? Optional.of(one) : outcomes.size.map(two -> one + two));
    }

    @Override
    public void close() throws IOException {
        transactions.reader.close();
        if (outcomes != null) {
            outcomes.reader.close();
        }
    }

    private static final class NumberedFile {

        private final Kind kind;
        private final Pattern timeField;
        private final CountingStream bytes;
        private final Optional<Long> size;
        private final BufferedReader reader;
        private @Nullable Line head;
        private Instant time = Instant.MIN;
        private long number;

        NumberedFile(String file, Kind kind, String timeField) throws IOException {
            this.kind = kind;
            this.timeField = Pattern.compile('"' + timeField + "\"\\s*:\\s*\"([^\"]*)\"");
            boolean standardInput = file.equals("-");
            this.size = standardInput ? Optional.empty() : Optional.of(Files.size(Path.of(file)));
            this.bytes =
                    new CountingStream(
                            standardInput ? System.in : Files.newInputStream(Path.of(file)));
            InputStream buffered = new BufferedInputStream(bytes, 1 << 16);
            InputStream plain =
                    isCompressed(buffered) ? new GZIPInputStream(buffered, 1 << 16) : buffered;
            // A line that is not UTF-8 must reach the reader as it is refused there, not end the
            // import.
            this.reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    plain,
                                    StandardCharsets.UTF_8
                                            .newDecoder()
                                            .onMalformedInput(CodingErrorAction.REPLACE)
                                            .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                            1 << 16);
            advance();
        }

        @Nullable Line head() {
            return head;
        }

        Instant time() {
            return time;
        }

        @Nullable Line take() throws IOException {
            Line taken = head;
            if (taken != null) {
                advance();
            }
            return taken;
        }

        private void advance() throws IOException {
            String line = reader.readLine();
            number++;
            while (line != null && line.isBlank()) {
                line = reader.readLine();
                number++;
            }
            head = line == null ? null : new Line(kind, number, line);
            time = line == null ? Instant.MAX : time(line);
        }

        private Instant time(String line) {
            Matcher found = timeField.matcher(line);
            try {
                return found.find()
                        ? OffsetDateTime.parse(Objects.requireNonNull(found.group(1))).toInstant()
                        : time;
            } catch (DateTimeParseException unreadable) {
                return time;
            }
        }

        /* By its first two bytes (RFC 1952), so that standard input may be compressed too. */
        private static boolean isCompressed(InputStream buffered) throws IOException {
            buffered.mark(2);
            int magic = buffered.read() | buffered.read() << 8;
            buffered.reset();
            return magic == GZIPInputStream.GZIP_MAGIC;
        }
    }

    private static final class CountingStream extends java.io.FilterInputStream {

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
