package io.riskgate.ingest.file;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells how far an import is: a line that renews itself on a terminal, a summary at the end
 * everywhere.
 */
final class ImportProgress {

    private static final long RENEWED_NANOS = Duration.ofMillis(250).toNanos();
    private static final int WIDTH = 24;

    private final HistoryLines lines;
    private final PrintWriter out;
    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private final long start = System.nanoTime();
    private long shown = start;
    private long recorded;
    private long rejected;

    ImportProgress(HistoryLines lines, PrintWriter out) {
        this.lines = lines;
        this.out = out;
    }

    void loaded(long more, long refused) {
        recorded += more;
        rejected += refused;
        long now = System.nanoTime();
        if (terminal && now - shown > RENEWED_NANOS) {
            shown = now;
            out.print("\r" + line(now));
            out.flush();
        }
    }

    void finished(Path rejects) {
        long now = System.nanoTime();
        out.println(
                (terminal ? "\r" : "")
                        + String.format(
                                Locale.ROOT,
                                "%,d lines recorded in %.1f s (%,.0f lines/s), %,d rejected%s",
                                recorded,
                                seconds(now),
                                (recorded + rejected) / seconds(now),
                                rejected,
                                rejected == 0 ? "" : "; see " + rejects));
    }

    private String line(long now) {
        double rate = (recorded + rejected) / seconds(now);
        return lines.size()
                .map(size -> bar((double) lines.bytesRead() / Math.max(1, size), rate, now))
                .orElseGet(
                        () ->
                                String.format(
                                        Locale.ROOT, "%,d lines, %,.0f lines/s ", recorded, rate));
    }

    private String bar(double share, double rate, long now) {
        int filled = (int) (WIDTH * Math.min(1, share));
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %,.0f lines/s  %.0f s left ",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                100 * Math.min(1, share),
                rate,
                share > 0 ? seconds(now) * (1 - share) / share : 0);
    }

    private double seconds(long now) {
        return Math.max(1e-3, (now - start) / 1e9);
    }
}
