package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the tree of a features file into definitions and goes on after a fault, so that all are
 * found at once. A ratio may name another feature; the name is replaced by what it stands for.
 */
final class FeatureFileParser {

    private static final String NAMES = "[A-Za-z][A-Za-z0-9_.-]{0,63}";

    private final Faults faults;
    private final ExpressionParser expressions;
    private final Map<String, Source.Fields> declared = new LinkedHashMap<>();
    private final Map<String, @Nullable Expression> resolved = new HashMap<>();
    private final Set<String> resolving = new LinkedHashSet<>();

    FeatureFileParser(long horizon, Faults faults) {
        this.faults = faults;
        this.expressions = new ExpressionParser(faults, horizon, this::reference);
    }

    /** The definitions in order; complete only where no fault was added. */
    List<FeatureDefinition> definitions(Source root) {
        if (!(root instanceof Source.Fields file)) {
            faults.add(root, "missing_field", "the file must hold 'features', a list");
            return List.of();
        }
        file.values()
                .forEach(
                        (key, value) -> {
                            if (!key.equals("features")) {
                                faults.unknown(value, "field", key, List.of("features"));
                            }
                        });
        Source list = file.values().get("features");
        if (!(list instanceof Source.Items items) || items.values().isEmpty()) {
            Source at = list == null ? root : list;
            faults.add(at, "missing_field", "'features' must be a list of at least one feature");
            return List.of();
        }
        items.values().forEach(this::declare);
        return define();
    }

    private void declare(Source source) {
        if (!(source instanceof Source.Fields feature)) {
            faults.add(source, "wrong_type", "a feature is a map with a name and one kind");
            return;
        }
        if (!(feature.values().get("name") instanceof Source.Scalar name)
                || !name.text().matches(NAMES)) {
            faults.add(
                    feature,
                    "invalid_name",
                    "a feature needs a name: a letter, then at most 63 of A-Z a-z 0-9 _ . -");
            expressions.kindOf(feature);
        } else if (declared.putIfAbsent(name.text(), feature) != null) {
            faults.add(
                    name,
                    "duplicate_name",
                    "'" + name.text() + "' is declared twice; names must be unique");
            expressions.kindOf(feature);
        }
    }

    private List<FeatureDefinition> define() {
        List<FeatureDefinition> definitions = new ArrayList<>();
        declared.forEach(
                (name, feature) -> {
                    Expression expression = resolve(name, feature);
                    if (expression != null) {
                        definitions.add(Definitions.define(name, expression));
                    }
                });
        return definitions;
    }

    private @Nullable Expression resolve(String name, Source.Fields feature) {
        if (!resolved.containsKey(name)) {
            resolving.add(name);
            Expression expression = expressions.kindOf(feature);
            if (expression != null && Definitions.depth(expression) > Definitions.MAX_DEPTH) {
                faults.add(
                        feature,
                        "nested_too_deep",
                        "'" + name + "' nests more than " + Definitions.MAX_DEPTH + " levels");
                expression = null;
            }
            resolving.remove(name);
            resolved.put(name, expression);
        }
        return resolved.get(name);
    }

    /* What a name inside a ratio stands for; the fault, if any, is added here or where it is declared. */
    private @Nullable Expression reference(Source.Scalar at) {
        String name = at.text();
        Source.Fields feature = declared.get(name);
        if (feature == null) {
            List<String> allowed = new ArrayList<>(Field.names(true));
            allowed.add("the name of a feature of this file");
            if (Field.of(name) != null) {
                faults.add(
                        at,
                        "not_a_number",
                        "'" + name + "' is text where a number is needed; allowed: " + allowed);
            } else {
                faults.unknown(at, "field", name, allowed);
            }
            return null;
        }
        if (resolving.contains(name)) {
            faults.add(
                    at,
                    "cycle",
                    "'"
                            + name
                            + "' is computed from itself ("
                            + String.join(" > ", resolving)
                            + " > "
                            + name
                            + "); a feature may name only features that do not name it");
            return null;
        }
        if (resolving.size() > 4 * Definitions.MAX_DEPTH) {
            faults.add(at, "nested_too_deep", "'" + name + "' closes too long a chain of names");
            return null;
        }
        Expression expression = resolve(name, feature);
        if (expression instanceof Expression.OneHot) {
            faults.add(at, "not_a_number", "'" + name + "' has several columns; name a number");
            return null;
        }
        return expression;
    }
}
