package io.riskgate.scoring;

import io.riskgate.registry.ModelReference;

import java.util.List;

/** What came of asking the models for a score. */
public sealed interface Scoring {

    /** What went wrong on the way, in order; empty when the champion answered. */
    List<Failure> failures();

    /**
     * A model answered.
     *
     * @param model which
     * @param score probability of fraud, 0 to 1
     * @param fallback whether it was the fallback model
     */
    record Scored(ModelReference model, double score, boolean fallback, List<Failure> failures)
            implements Scoring {}

    /** No model answered in time; the posture decides. */
    record Unscored(List<Failure> failures) implements Scoring {}

    /** Why a model did not give the score; each is counted under its name. */
    enum Failure {
        NO_MODEL,
        NOT_LOADED,
        BREAKER_OPEN,
        DEADLINE,
        LANES_FULL,
        NOT_A_NUMBER,
        OUT_OF_RANGE,
        WRONG_SHAPE,
        EXCEPTION
    }
}
