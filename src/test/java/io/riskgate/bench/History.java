package io.riskgate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

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

    /** The first lines, one after the other, each as it is sent. */
    Lines lines(long from, long most) throws IOException {
        return new Lines(Files.newBufferedReader(transactions), from, most);
    }

    /** How many transactions there are. */
    long size() throws IOException {
        try (var lines = Files.lines(transactions)) {
            return lines.count();
        }
    }

    /** Lines of the file, read as they are asked for. */
    static final class Lines implements Iterator<byte[]>, AutoCloseable {

        private final BufferedReader reader;
        private long left;
        private String next;

        private Lines(BufferedReader reader, long from, long most) throws IOException {
            this.reader = reader;
            this.left = most;
            for (long line = 0; line < from; line++) {
                reader.readLine();
            }
            this.next = reader.readLine();
        }

        @Override
        public boolean hasNext() {
            return next != null && left > 0;
        }

        @Override
        public byte[] next() {
            try {
                byte[] line = next.getBytes(StandardCharsets.UTF_8);
                next = reader.readLine();
                left--;
                return line;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
