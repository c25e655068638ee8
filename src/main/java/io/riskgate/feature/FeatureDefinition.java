package io.riskgate.feature;

import java.util.List;
import java.util.Map;

/**
 * One declared feature.
 *
 * @param name as declared, unique in its set
 * @param columns the columns it fills: its name, or one per value for {@code one_hot}
 * @param declaration what the features file says of it, name included, in a canonical form
 * @param hash of the declaration without its name: equal hashes compute equal values
 */
public record FeatureDefinition(
        String name, List<String> columns, Map<String, Object> declaration, String hash) {}
