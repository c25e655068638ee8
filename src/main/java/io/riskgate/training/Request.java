package io.riskgate.training;

import io.riskgate.feature.FeatureSet;

import java.util.List;

/**
 * What a run is asked for.
 *
 * @param model whose next version it trains
 * @param features what the model sees
 * @param candidates tried against each other
 * @param promote whether a version that passes all gates becomes champion
 */
record Request(
        String model,
        Windows windows,
        FeatureSet features,
        List<Algorithm> candidates,
        boolean promote) {

    Request {
        candidates = List.copyOf(candidates);
    }
}
