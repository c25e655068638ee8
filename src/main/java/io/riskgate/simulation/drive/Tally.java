package io.riskgate.simulation.drive;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What came of a load: how many, how fast, with which outcomes. */
final class Tally {

    private static final int DIGITS = 3;

    private final Histogram micros = new ConcurrentHistogram(DIGITS);
    private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> fallbacks = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentSkipListMap<>();
    private final LongAdder answered = new LongAdder();

    /** A decision arrived, as the contract writes it. */
    void decided(byte[] decision, long intendedNanos) {
        arrived(intendedNanos);
        try {
            JsonNode json = JsonMapper.shared().readTree(decision);
            count(outcomes, json.path("outcome").asString("none"));
            String path = json.path("path").asString("");
            if (!path.equals("MODEL")) {
                count(fallbacks, path);
            }
        } catch (JacksonException e) {
            failed("unreadable answer");
        }
    }

    /** The service answered with something else. */
    void refused(int status, long intendedNanos) {
        arrived(intendedNanos);
        count(errors, "status " + status);
    }

    void failed(String why) {
        count(errors, why);
    }

    long answered() {
        return answered.sum();
    }

    private void arrived(long intendedNanos) {
        long latency = Math.max(0, System.nanoTime() - intendedNanos);
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(latency));
        answered.increment();
    }

    void print(PrintWriter out, long sent, double seconds) {
        out.printf(
                Locale.ROOT,
                "%nsent %d in %.1f s (%.1f/s), answered %d%n%n",
                sent,
                seconds,
                sent / seconds,
                answered());
        out.printf("latency from the intended time of sending, ms%n");
        out.printf("%10s %10s %10s %10s %10s%n", "p50", "p90", "p99", "p99.9", "max");
        out.printf(
                Locale.ROOT,
                "%10.2f %10.2f %10.2f %10.2f %10.2f%n%n",
                millis(50),
                millis(90),
                millis(99),
                millis(99.9),
                micros.getMaxValue() / 1e3);
        print(out, "outcomes", outcomes);
        print(out, "fallbacks", fallbacks);
        print(out, "errors", errors);
    }

    private double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    private static void print(PrintWriter out, String name, Map<String, LongAdder> counts) {
        long all = counts.values().stream().mapToLong(LongAdder::sum).sum();
        out.printf("%-10s %d %s%n", name, all, counts.isEmpty() ? "" : counts);
    }

    private static void count(Map<String, LongAdder> counts, String what) {
        counts.computeIfAbsent(what, any -> new LongAdder()).increment();
    }
}
