package io.riskgate.scoring;

import org.jspecify.annotations.Nullable;

/**
 * What one call of one model came to.
 *
 * @param score 0 to 1 where it succeeded
 * @param failure why there is no score, null where there is one
 * @param blamed whether the failure is the model's, and counts against it
 */
record Attempt(double score, Scoring.@Nullable Failure failure, boolean blamed) {

    /* A softmax in 32 bits may end a rounding error above one. */
    private static final double ROUNDING = 1e-6;

    /** A score as the model gave it, judged. */
    static Attempt of(double score) {
        if (Double.isNaN(score)) {
            return failed(Scoring.Failure.NOT_A_NUMBER);
        }
        if (score < 0 || score > 1 + ROUNDING) {
            return failed(Scoring.Failure.OUT_OF_RANGE);
        }
        return new Attempt(Math.min(score, 1), null, false);
    }

    /** The model failed. */
    static Attempt failed(Scoring.Failure failure) {
        return new Attempt(Double.NaN, failure, true);
    }

    /** There is no score, and the model is not to blame. */
    static Attempt spared(Scoring.Failure failure) {
        return new Attempt(Double.NaN, failure, false);
    }
}
