package io.riskgate.scoring;

import ai.onnxruntime.OrtException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs of a model that nobody waits for: whether it is right, and how long it takes. */
final class Trial {

    private static final int MAX_RUNS = 400;
    private static final long FOR_NANOS = Duration.ofSeconds(2).toNanos();

    private Trial() {}

    /** The score of one row. */
    static Attempt score(OnnxModel model, float[] row) {
        if (!model.acquire()) {
            return Attempt.failed(Scoring.Failure.NOT_LOADED);
        }
        try (RunContext context = model.newContext(1)) {
            return score(context, row);
        } catch (OrtException e) {
            return Attempt.failed(Scoring.Failure.EXCEPTION);
        } finally {
            model.release();
        }
    }

    private static Attempt score(RunContext context, float[] row) {
        context.input().put(row);
        Scoring.Failure failure = context.run(1, System.nanoTime());
        return failure == null ? Attempt.of(context.score(0)) : Attempt.failed(failure);
    }

    /**
     * How long one row takes: the second half of several hundred runs, the first warms up; fewer
     * for a model that takes seconds for so many.
     */
    static ServedModel.Latency measure(OnnxModel model, List<float[]> rows) {
        return measure(model, rows, MAX_RUNS);
    }

    /** The same of so many runs at most. */
    static ServedModel.Latency measure(OnnxModel model, List<float[]> rows, int runs) {
        List<Long> nanos = new ArrayList<>();
        try (RunContext context = model.newContext(1)) {
            long begin = System.nanoTime();
            for (int run = 0; run < runs && System.nanoTime() - begin < FOR_NANOS; run++) {
                long started = System.nanoTime();
                score(context, rows.get(run % rows.size()));
                nanos.add(System.nanoTime() - started);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("a loaded model cannot be run", e);
        }
        return ServedModel.Latency.of(nanos.subList(nanos.size() / 2, nanos.size()));
    }

    /** The median of one row of zeros, in nanoseconds. */
    static long median(OnnxModel model) {
        return measure(model, List.of(new float[model.shape().columns()])).p50Nanos();
    }
}
