package io.riskgate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The seeded history that every bench plays: a month of 20,000 people, and its outcomes. */
record History(Path transactions, Path outcomes) {

    private static final String LENGTH = "P36D";

    /** The history, made on first use and kept under {@code target}. */
    static History made(LocalService service) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "bench"));
        History history =
                new History(
                        folder.resolve("history.ndjson"),
                        folder.resolve("history.outcomes.ndjson"));
        if (!Files.exists(history.outcomes)) {
            Path fresh = folder.resolve("fresh.ndjson");
            Process simulation =
                    service.command(
                                    List.of(
                                            "simulate",
                                            "--out=" + fresh.toAbsolutePath(),
                                            "--cardholders=20000",
                                            "--duration=" + LENGTH,
                                            "--seed=11"))
                            .start();
            if (simulation.waitFor() != 0) {
                throw new IllegalStateException("no history; see " + service.log());
            }
            Files.move(fresh, history.transactions);
            Files.move(folder.resolve("fresh.outcomes.ndjson"), history.outcomes);
        }
        return history;
    }

    /** The lines from this one on; after the last the history goes on, see {@link Lines}. */
    Lines lines(long from, long most) throws IOException {
        return new Lines(transactions, from, most);
    }

    /** How many transactions there are. */
    long size() throws IOException {
        try (var lines = Files.lines(transactions)) {
            return lines.count();
        }
    }

    /**
     * Lines of the file, read as they are asked for. After the last the first comes again, as a
     * transaction of its own, as much later as the whole is long.
     */
    static final class Lines implements Iterator<byte[]>, AutoCloseable {

        private static final Pattern OWN =
                Pattern.compile("\"transactionId\":\"([^\"]+)\",\"occurredAt\":\"([^\"]+)\"");

        private final Path file;
        private BufferedReader reader;
        private long left;
        private long round;
        private String next;

        private Lines(Path file, long from, long most) throws IOException {
            this.file = file;
            this.reader = Files.newBufferedReader(file);
            this.left = most;
            for (long line = 0; line <= from; line++) {
                advance();
            }
        }

        private void advance() throws IOException {
            next = reader.readLine();
            if (next == null) {
                reader.close();
                reader = Files.newBufferedReader(file);
                round++;
                next = reader.readLine();
            }
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public byte[] next() {
            try {
                byte[] line = (round == 0 ? next : later(next)).getBytes(StandardCharsets.UTF_8);
                advance();
                left--;
                return line;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private String later(String line) {
            Matcher own = OWN.matcher(line);
            if (!own.find()) {
                throw new IllegalStateException("not a transaction: " + line);
            }
            Instant occurredAt =
                    Instant.parse(own.group(2)).plus(Duration.parse(LENGTH).multipliedBy(round));
            return "{\"transactionId\":\"%s-%d\",\"occurredAt\":\"%s\"%s"
                    .formatted(own.group(1), round, occurredAt, line.substring(own.end()));
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
