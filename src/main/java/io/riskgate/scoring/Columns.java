package io.riskgate.scoring;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;

import org.jspecify.annotations.Nullable;

import java.nio.FloatBuffer;

/**
 * Where vectors hold a model's columns. Plans change a few times a day and are asked for at every
 * request: the last one is kept.
 */
final class Columns {

    private final FeatureSet features;
    private volatile Mapping last = new Mapping(null, new int[0]);

    Columns(FeatureSet features) {
        this.features = features;
    }

    FeatureSet features() {
        return features;
    }

    /** Whether vectors of this plan hold all the model's columns. */
    boolean areIn(FeaturePlan plan) {
        return last.plan == plan || plan.covers(features);
    }

    /**
     * The columns of the model in vectors of this plan.
     *
     * @throws IllegalArgumentException where the plan lacks one
     */
    int[] in(FeaturePlan plan) {
        Mapping known = last;
        if (known.plan != plan) {
            known = new Mapping(plan, plan.columnsOf(features));
            last = known;
        }
        return known.columns;
    }

    /** These columns of a vector. */
    static float[] row(FeatureVector vector, int[] columns) {
        float[] row = new float[columns.length];
        vector.copyTo(FloatBuffer.wrap(row), columns);
        return row;
    }

    private record Mapping(@Nullable FeaturePlan plan, int[] columns) {}
}
