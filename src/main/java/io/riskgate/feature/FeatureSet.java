package io.riskgate.feature;

import java.util.List;
import java.util.Map;

/**
 * What one model sees: feature definitions in order, as a features file or a manifest declares
 * them.
 */
public final class FeatureSet {

    private final List<FeatureDefinition> definitions;

    private FeatureSet(List<FeatureDefinition> definitions) {
        this.definitions = List.copyOf(definitions);
    }

    /**
     * Reads the text of a features file (contract section 9).
     *
     * @throws FeaturesFileException with every fault, each with its line and what is allowed
     */
    public static FeatureSet parse(String yaml) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The set that {@link #declarations()} of another gave, as it stands in a manifest. */
    public static FeatureSet ofDeclarations(List<Map<String, Object>> declarations) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The declarations in order, as JSON-ready maps. */
    public List<Map<String, Object>> declarations() {
        return definitions.stream().map(FeatureDefinition::declaration).toList();
    }

    public List<FeatureDefinition> definitions() {
        return definitions;
    }

    /** The columns of the model's input, in order. */
    public List<String> columns() {
        return definitions.stream().flatMap(definition -> definition.columns().stream()).toList();
    }
}
