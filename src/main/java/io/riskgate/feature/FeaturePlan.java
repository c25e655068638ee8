package io.riskgate.feature;

import java.util.List;

/**
 * The union of what several feature sets need, compiled: equal definitions are computed once,
 * whatever they are called.
 */
public final class FeaturePlan {

    private final FeatureSet union;

    private FeaturePlan(FeatureSet union) {
        this.union = union;
    }

    /** The plan that serves all of these sets. */
    public static FeaturePlan of(List<FeatureSet> sets) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The definitions of the plan's columns, in order. */
    public FeatureSet features() {
        return union;
    }

    /** Tells plans apart: of the hashes of its definitions, in order. */
    public String hash() {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Where this plan's vector holds the columns of a set.
     *
     * @throws IllegalArgumentException where the plan lacks one, by name
     */
    public int[] columnsOf(FeatureSet set) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Whether the plan computes everything a set needs. */
    public boolean covers(FeatureSet set) {
        throw new UnsupportedOperationException("not yet");
    }
}
