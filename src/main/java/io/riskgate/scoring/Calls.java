package io.riskgate.scoring;

import io.riskgate.feature.FeatureVector;
import io.riskgate.transaction.Deadline;

/** A way to call a model for one row. Never throws, never waits past the deadline. */
sealed interface Calls extends AutoCloseable permits InlineCalls, LaneCalls {

    /**
     * Scores one row.
     *
     * @param columns where the vector holds the model's columns, in the model's order
     */
    Attempt call(FeatureVector vector, int[] columns, Deadline deadline);

    /** How many requests wait. */
    int waiting();

    @Override
    void close();
}
