package io.riskgate.scoring;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureVector;

/** The challenger beside the champion. */
public interface Shadow {

    /**
     * Has the challenger score a vector that was decided on; its score goes to {@link
     * ShadowScores}. Returns at once: without a challenger nothing happens, and where it does not
     * keep up the vector is dropped and counted.
     */
    void offer(String transactionId, FeatureVector vector, FeaturePlan plan);
}
