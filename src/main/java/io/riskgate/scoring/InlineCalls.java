package io.riskgate.scoring;

import ai.onnxruntime.OrtException;

import io.riskgate.feature.FeatureVector;
import io.riskgate.transaction.Deadline;

import org.jspecify.annotations.Nullable;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the model on the caller's thread: the least there is to do for a model of a few dozen
 * microseconds, for which a hand-over would cost more than the run.
 *
 * <p>A virtual thread inside the runtime holds its carrier. That is right for microseconds; a model
 * that takes longer was measured at load and never comes here, and one that turns slow afterwards
 * is cut off by the watchdog between two operators and moved to lanes. Only a single operator that
 * hangs on the caller's thread cannot be helped.
 */
final class InlineCalls implements Calls {

    /*
     * A run that is late on the caller's thread has in all likelihood been interrupted, not slow:
     * its model was measured. It is a few microseconds from its answer, and to cut it off and ask
     * the fallback would end later still.
     */
    private static final long GRACE_NANOS = 5_000_000;

    /* One slow call is a pause of the machine; this many among so few are the model. */
    private static final int SAMPLE = 64;
    private static final int SLOW_OF_SAMPLE = 8;

    private final OnnxModel model;
    private final long slowNanos;
    private final Runnable tooSlow;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger slow = new AtomicInteger();

    InlineCalls(OnnxModel model, long slowNanos, Runnable tooSlow) {
        this.model = model;
        this.slowNanos = slowNanos;
        this.tooSlow = tooSlow;
    }

    @Override
    public Attempt call(FeatureVector vector, int[] columns, Deadline deadline) {
        try {
            RunContext context = model.single().borrow();
            try {
                return run(context, vector, columns, deadline);
            } finally {
                model.single().giveBack(context);
            }
        } catch (OrtException | RuntimeException e) {
            return Attempt.failed(Scoring.Failure.EXCEPTION);
        }
    }

    private Attempt run(
            RunContext context, FeatureVector vector, int[] columns, Deadline deadline) {
        vector.copyTo(context.input(), columns);
        long begin = System.nanoTime();
        Scoring.Failure failure = context.run(1, deadline.nanoTime() + GRACE_NANOS);
        notice(System.nanoTime() - begin, failure);
        return failure == null ? Attempt.of(context.score(0)) : Attempt.failed(failure);
    }

    @Override
    public List<Attempt> callTogether(
            List<FeatureVector> vectors, int[] columns, Deadline deadline) {
        int most = model.shape().rowsPerRun(OnnxModel.TOGETHER);
        List<Attempt> attempts = new ArrayList<>(vectors.size());
        for (int from = 0; from < vectors.size(); from += most) {
            List<FeatureVector> rows = vectors.subList(from, Math.min(vectors.size(), from + most));
            try {
                RunContext context = model.together().borrow();
                try {
                    run(context, rows, columns, deadline, attempts);
                } finally {
                    model.together().giveBack(context);
                }
            } catch (OrtException | RuntimeException e) {
                rows.forEach(row -> attempts.add(Attempt.failed(Scoring.Failure.EXCEPTION)));
            }
        }
        return attempts;
    }

    private void run(
            RunContext context,
            List<FeatureVector> rows,
            int[] columns,
            Deadline deadline,
            List<Attempt> attempts) {
        FloatBuffer input = context.input();
        for (FeatureVector row : rows) {
            row.copyTo(input, columns);
        }
        long begin = System.nanoTime();
        Scoring.Failure failure = context.run(rows.size(), deadline.nanoTime() + GRACE_NANOS);
        notice((System.nanoTime() - begin) / rows.size(), failure);
        for (int row = 0; row < rows.size(); row++) {
            attempts.add(
                    failure == null ? Attempt.of(context.score(row)) : Attempt.failed(failure));
        }
    }

    private void notice(long nanos, Scoring.@Nullable Failure failure) {
        if (failure == Scoring.Failure.DEADLINE) {
            tooSlow.run();
        } else if (nanos > slowNanos && slow.incrementAndGet() >= SLOW_OF_SAMPLE) {
            tooSlow.run();
        }
        if (calls.incrementAndGet() >= SAMPLE) {
            calls.set(0);
            slow.set(0);
        }
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public void close() {}
}
