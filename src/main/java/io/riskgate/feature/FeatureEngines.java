package io.riskgate.feature;

import java.io.IOException;
import java.io.InputStream;

/** Makes engines. */
public final class FeatureEngines {

    private FeatureEngines() {}

    /** An empty engine that keeps its profiles in memory. */
    public static FeatureEngine inMemory(FeaturePlan plan, FeatureSettings settings) {
        return new InMemoryFeatureEngine(plan, settings);
    }

    /**
     * An engine with the profiles of a checkpoint, its last number the one the checkpoint holds;
     * the journal after that number is to be replayed into it.
     *
     * @throws InvalidCheckpointException where it is torn or damaged, or was written for another
     *     plan or other settings
     */
    public static FeatureEngine restore(
            FeaturePlan plan, FeatureSettings settings, InputStream checkpoint) throws IOException {
        InMemoryFeatureEngine engine = new InMemoryFeatureEngine(plan, settings);
        engine.restore(checkpoint);
        return engine;
    }
}
