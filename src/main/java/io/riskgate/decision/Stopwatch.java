package io.riskgate.decision;

import io.riskgate.transaction.Deadline;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Where the time of one decision goes, on the monotonic clock. */
final class Stopwatch {

    private final long start = System.nanoTime();
    private long features = start;
    private long scoring = start;
    private long policy = start;
    private long budgetNanos;

    void featuresDone() {
        features = System.nanoTime();
    }

    void scoringDone() {
        scoring = System.nanoTime();
    }

    void policyDone() {
        policy = System.nanoTime();
    }

    /** When the budget ends: the caller's may only tighten the configured one. */
    Deadline deadline(@Nullable Duration asked, Duration configured) {
        Duration budget = asked != null && asked.compareTo(configured) < 0 ? asked : configured;
        budgetNanos = budget.toNanos();
        return new Deadline(start + budgetNanos);
    }

    /** Whether the policy's outcome came before the budget's end. */
    boolean isWithinBudget() {
        return policy - start <= budgetNanos;
    }

    /** From the request read to now. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** From the request read to the policy's outcome. */
    long decidedNanos() {
        return policy - start;
    }

    /** From the policy's outcome to now. */
    long journalNanos() {
        return System.nanoTime() - policy;
    }

    /** Up to the policy's outcome; nothing is durable yet. */
    Decision.Latency latency() {
        return new Decision.Latency(
                micros(policy - start),
                micros(features - start),
                micros(scoring - features),
                micros(policy - scoring),
                0);
    }

    /** The whole of it, now. */
    Decision.Latency total(Decision.Latency decided) {
        long now = System.nanoTime();
        return new Decision.Latency(
                micros(now - start),
                decided.featuresMicros(),
                decided.scoringMicros(),
                decided.policyMicros(),
                micros(now - policy));
    }

    private static long micros(long nanos) {
        return nanos / 1_000;
    }
}
