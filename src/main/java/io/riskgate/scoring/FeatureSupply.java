package io.riskgate.scoring;

import io.riskgate.feature.FeatureSet;

/** What feeds the models: it knows which features it computes with full windows. */
public interface FeatureSupply {

    /**
     * Whether vectors now hold every column of this set, from windows that are full. Where they do
     * not, asking is what starts filling them.
     */
    boolean isWarm(FeatureSet features);
}
