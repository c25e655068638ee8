package io.riskgate.feature;

/** Makes engines. */
public final class FeatureEngines {

    private FeatureEngines() {}

    /** An empty engine that keeps its profiles in memory. */
    public static FeatureEngine inMemory(FeaturePlan plan, FeatureSettings settings) {
        return new InMemoryFeatureEngine(plan, settings);
    }
}
