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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What came of a load: how many, how fast, with which outcomes. */
final class Tally {

    private static final int DIGITS = 3;

    private final Histogram micros = new ConcurrentHistogram(DIGITS);
    private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> fallbacks = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentSkipListMap<>();
    private final LongAdder answered = new LongAdder();
    private final long sent;
    private final long begin = System.nanoTime();
    private final AtomicLong last = new AtomicLong(begin);

    /**
     * Begins to count.
     *
     * @param sent how many transactions are sent
     */
    Tally(long sent) {
        this.sent = sent;
    }

    /** A decision arrived, as the contract writes it. */
    void decided(byte[] decision, long intendedNanos) {
        took(intendedNanos);
        answered.increment();
        try {
            JsonNode json = JsonMapper.shared().readTree(decision);
            count(outcomes, json.path("outcome").asString("none"));
            String path = json.path("path").asString("");
            if (!path.equals("MODEL")) {
                count(fallbacks, path);
            }
        } catch (JacksonException e) {
            count(errors, "unreadable answer");
        }
    }

    /** The service answered with something else. */
    void refused(int status, long intendedNanos) {
        answered.increment();
        failed("status " + status, intendedNanos);
    }

    /** No decision came; the time it was waited for counts as latency, or the slowest would not. */
    void failed(String why, long intendedNanos) {
        took(intendedNanos);
        count(errors, why);
    }

    private void took(long intendedNanos) {
        long now = System.nanoTime();
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, now - intendedNanos)));
        last.accumulateAndGet(now, Math::max);
    }

    /**
     * Lets a load pass of which anything was decided.
     *
     * @throws IllegalStateException with what came instead
     */
    void requireDecisions() {
        if (outcomes.isEmpty()) {
            throw new IllegalStateException(
                    "Nothing was decided ("
                            + String.join(", ", errors.keySet())
                            + "): see the service's log, and set RISKGATE_KEY to a key of role"
                            + " payments where the development keys are not in force.");
        }
    }

    void print(PrintWriter out) {
        double seconds = Math.max(1e-3, (last.get() - begin) / 1e9);
        out.printf(
                Locale.ROOT,
                "%nsent %d in %.1f s (%.1f/s), answered %d (%.1f/s)%n%n",
                sent,
                seconds,
                sent / seconds,
                answered.sum(),
                answered.sum() / seconds);
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
