package io.riskgate.scoring;

import io.riskgate.feature.FeatureVector;
import io.riskgate.transaction.Deadline;

import java.util.List;

/** A way to call a model. Never throws, never waits past the deadline. */
sealed interface Calls extends AutoCloseable permits InlineCalls, LaneCalls {

    /**
     * Scores one row.
     *
     * @param columns where the vector holds the model's columns, in the model's order
     */
    Attempt call(FeatureVector vector, int[] columns, Deadline deadline);

    /** Scores several rows, an attempt a row, in one run where that is possible. */
    List<Attempt> callTogether(List<FeatureVector> vectors, int[] columns, Deadline deadline);

    /** How many requests wait. */
    int waiting();

    @Override
    void close();
}
