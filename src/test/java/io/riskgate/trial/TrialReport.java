package io.riskgate.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a trial found, line by line: printed as it comes, written at the end. */
final class TrialReport {

    private final Path file;
    private final List<String> lines = new ArrayList<>();

    /** A report that is written to a file of this name under {@code target/trial}. */
    TrialReport(String name) {
        file = Path.of("target", "trial", name);
    }

    void line(String format, Object... values) {
        String line = "- " + String.format(Locale.ROOT, format, values);
        lines.add(line);
        System.out.println(line);
    }

    /** So many of something since a moment of {@link System#nanoTime()}. */
    void rate(String what, int count, long startNanos) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        line("%s: %,d decisions in %.0f s, %,.0f/s", what, count, seconds, count / seconds);
    }

    void write() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }
}
