package io.riskgate.journal;

import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.policy.PolicyBasis;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scoring;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a decision rested on: enough to recompute it.
 *
 * @param planHash of the feature plan the vector was read with
 * @param features the definitions of the vector's columns
 * @param thresholds that were in force
 * @param failures why a model did not give the score; empty where the champion did
 * @param contributions the model's, null where nobody asked for them
 * @param basis what rules and lists were judged on
 * @param folded whether a window had been folded, so that a left edge is approximate
 */
public record DecisionTrace(
        String planHash,
        FeatureSet features,
        FeatureVector vector,
        @Nullable Thresholds thresholds,
        List<Scoring.Failure> failures,
        @Nullable Contributions contributions,
        PolicyBasis basis,
        boolean folded) {

    public DecisionTrace {
        failures = List.copyOf(failures);
    }
}
