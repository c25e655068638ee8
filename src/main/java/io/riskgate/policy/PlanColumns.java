package io.riskgate.policy;

import io.riskgate.feature.FeatureDefinition;
import io.riskgate.feature.FeaturePlan;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a plan's vector holds which column, by name. */
final class PlanColumns {

    /** No column at all. */
    static final PlanColumns NONE = new PlanColumns(List.of());

    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, FeatureDefinition> definitions = new HashMap<>();

    private final List<String> names;

    PlanColumns(List<FeatureDefinition> features) {
        int next = 0;
        for (FeatureDefinition feature : features) {
            for (String column : feature.columns()) {
                index.putIfAbsent(column, next++);
                definitions.putIfAbsent(column, feature);
            }
        }
        names = index.keySet().stream().sorted().toList();
    }

    static PlanColumns of(FeaturePlan plan) {
        return new PlanColumns(plan.features().definitions());
    }

    /** The column's place in the vector, or -1. */
    int indexOf(String column) {
        return index.getOrDefault(column, -1);
    }

    @Nullable FeatureDefinition definition(String column) {
        return definitions.get(column);
    }

    List<String> names() {
        return names;
    }

    boolean contains(String column) {
        return index.containsKey(column);
    }
}
