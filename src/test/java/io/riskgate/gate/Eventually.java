package io.riskgate.gate;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks again until there is an answer: for what happens on a thread nobody can join. */
final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /** The first answer that is not null; fails when there is none in time. */
    static <T> T within(Duration patience, Supplier<T> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        T answer = question.get();
        while (answer == null) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("nothing came within " + patience);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = question.get();
        }
        return answer;
    }
}
