package io.riskgate.feature;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one model sees: feature definitions in order, as a features file or a manifest declares
 * them.
 */
public final class FeatureSet {

    private static final Duration UNBOUNDED = Duration.ofMillis(Long.MAX_VALUE / 2);

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
        return parse(yaml, FeatureSettings.defaults().horizon());
    }

    /**
     * Reads the text of a features file whose windows may reach back this far.
     *
     * @throws FeaturesFileException with every fault, each with its line and what is allowed
     */
    public static FeatureSet parse(String yaml, Duration horizon) {
        Faults faults = new Faults();
        Source root = YamlSource.read(yaml, faults);
        return faults.none() || root instanceof Source.Fields
                ? of(root, horizon, faults)
                : refused(faults);
    }

    /**
     * The set that {@link #declarations()} of another gave, as it stands in a manifest. How far
     * back it may look was decided when it was accepted.
     */
    public static FeatureSet ofDeclarations(List<Map<String, Object>> declarations) {
        return ofDeclarations(declarations, UNBOUNDED);
    }

    /**
     * The set of declarations whose windows may reach back this far.
     *
     * @throws FeaturesFileException with every fault, each with its place in the list
     */
    public static FeatureSet ofDeclarations(
            List<Map<String, Object>> declarations, Duration horizon) {
        List<Source> items = new ArrayList<>();
        for (Map<String, Object> declaration : declarations) {
            items.add(Source.of("features[" + items.size() + "]", declaration));
        }
        Source list = new Source.Items("features", items);
        return of(new Source.Fields("features", Map.of("features", list)), horizon, new Faults());
    }

    /** Definitions that need not come from one file: names may repeat. */
    static FeatureSet ofDefinitions(List<FeatureDefinition> definitions) {
        return new FeatureSet(definitions);
    }

    private static FeatureSet of(Source root, Duration horizon, Faults faults) {
        List<FeatureDefinition> definitions =
                new FeatureFileParser(horizon.toMillis(), faults).definitions(root);
        faults.throwIfAny();
        return new FeatureSet(definitions);
    }

    private static FeatureSet refused(Faults faults) {
        faults.throwIfAny();
        throw new IllegalStateException("nothing was refused");
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
