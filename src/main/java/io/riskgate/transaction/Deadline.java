package io.riskgate.transaction;

import java.time.Duration;

/**
 * The moment by which something must be done, on the monotonic clock: a wall clock that steps does
 * not move it.
 *
 * @param nanoTime a value of {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

    /** This long from now. */
    public static Deadline after(Duration budget) {
        return new Deadline(System.nanoTime() + budget.toNanos());
    }

    /** What is left, in nanoseconds; negative once it has passed. */
    public long remainingNanos() {
        return nanoTime - System.nanoTime();
    }

    /** Whether it has passed. */
    public boolean isPassed() {
        return remainingNanos() <= 0;
    }

    /** The earlier of the two. */
    public Deadline orEarlier(Deadline other) {
        return other.nanoTime - nanoTime < 0 ? other : this;
    }
}
