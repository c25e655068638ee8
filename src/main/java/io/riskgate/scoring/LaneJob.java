package io.riskgate.scoring;

import io.riskgate.feature.FeatureVector;
import io.riskgate.transaction.Deadline;

import org.jspecify.annotations.Nullable;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** One row that waits for a lane, and the caller that waits for its score. */
final class LaneJob {

    private static final Attempt LATE = Attempt.failed(Scoring.Failure.DEADLINE);

    private final FeatureVector vector;
    private final int[] columns;
    private final Deadline deadline;
    private final Thread caller;
    private final AtomicReference<@Nullable Attempt> answer = new AtomicReference<>();

    LaneJob(FeatureVector vector, int[] columns, Deadline deadline, Thread caller) {
        this.vector = vector;
        this.columns = columns;
        this.deadline = deadline;
        this.caller = caller;
    }

    /** Waits for the answer, at most until the deadline. */
    Attempt await() {
        boolean interrupted = false;
        Attempt found = answer.get();
        while (found == null) {
            long remaining = deadline.remainingNanos();
            if (remaining <= 0) {
                answer.compareAndSet(null, LATE);
            } else {
                LockSupport.parkNanos(this, remaining);
                interrupted |= Thread.interrupted();
            }
            found = answer.get();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return found;
    }

    /** Whether its caller still waits. */
    boolean isWanted() {
        return answer.get() == null && !deadline.isPassed();
    }

    Deadline deadline() {
        return deadline;
    }

    void copyTo(FloatBuffer input) {
        vector.copyTo(input, columns);
    }

    void answer(Attempt attempt) {
        if (answer.compareAndSet(null, attempt)) {
            LockSupport.unpark(caller);
        }
    }
}
