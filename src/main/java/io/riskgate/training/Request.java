package io.riskgate.training;

import io.riskgate.feature.FeatureSet;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a run is asked for.
 *
 * @param model whose next version it trains
 * @param features what the model sees
 * @param replayed whether vectors are computed again even where they were logged
 * @param candidates tried against each other
 * @param promote whether a version that passes all gates becomes champion
 * @param fallback the model that stands in for it and is trained with it, or null
 */
record Request(
        String model,
        Windows windows,
        FeatureSet features,
        boolean replayed,
        List<Algorithm> candidates,
        boolean promote,
        @Nullable StandIn fallback) {

    Request {
        candidates = List.copyOf(candidates);
    }

    /**
     * The model that answers where the champion does not.
     *
     * @param features what it sees
     */
    record StandIn(String model, FeatureSet features) {}

    /** The same run for the model that stands in. */
    Request of(StandIn standIn, Algorithm algorithm) {
        return new Request(
                standIn.model(),
                windows,
                standIn.features(),
                replayed,
                List.of(algorithm),
                promote,
                null);
    }
}
