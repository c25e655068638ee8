package io.riskgate.training;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The settings a run tries, as candidates files list them (contract section 10). */
final class Candidates {

    private static final String STANDARD = "/candidates.yaml";

    private Candidates() {}

    /** The list that is tried where none is given. */
    static List<Algorithm> standard() {
        try (InputStream file = Candidates.class.getResourceAsStream(STANDARD)) {
            byte[] text = Objects.requireNonNull(file, STANDARD).readAllBytes();
            return parse(new String(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(STANDARD, e);
        }
    }

    /**
     * Reads a candidates file.
     *
     * @throws IllegalArgumentException with what is wrong and what is allowed
     */
    static List<Algorithm> parse(String yaml) {
        Object document;
        try {
            document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("The candidates are not YAML: " + e.getMessage(), e);
        }
        if (!(document instanceof Map<?, ?> root
                && root.size() == 1
                && root.get("candidates") instanceof List<?> entries
                && !entries.isEmpty())) {
            throw new IllegalArgumentException(
                    "A candidates file holds one list with at least one entry: candidates:"
                            + " [{algorithm: gbt}]");
        }
        List<Algorithm> candidates = new ArrayList<>();
        for (Object entry : entries) {
            candidates.add(candidate(entry, candidates.size()));
        }
        return candidates;
    }

    private static Algorithm candidate(Object entry, int number) {
        if (!(entry instanceof Map<?, ?> settings)) {
            throw new IllegalArgumentException(at(number) + " is not a mapping of settings");
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        settings.forEach((name, value) -> parameters.put(String.valueOf(name), value));
        Object algorithm = parameters.remove("algorithm");
        return switch (String.valueOf(algorithm)) {
            case GradientBoostedTrees.NAME -> {
                check(number, parameters, GradientBoostedTrees.DEFAULTS);
                yield new GradientBoostedTrees(parameters);
            }
            case LogisticRegression.NAME -> {
                check(number, parameters, LogisticRegression.DEFAULTS);
                yield new LogisticRegression(parameters);
            }
            default ->
                    throw new IllegalArgumentException(
                            at(number) + ": algorithm is gbt or logistic, not " + algorithm);
        };
    }

    private static void check(int number, Map<String, Object> given, Map<String, Object> known) {
        given.forEach(
                (name, value) -> {
                    Object standard = known.get(name);
                    if (standard == null) {
                        throw new IllegalArgumentException(
                                at(number) + ": " + name + " is none of " + known.keySet());
                    }
                    boolean numeric = standard instanceof Number;
                    if (numeric ? !(value instanceof Number) : !(value instanceof String)) {
                        throw new IllegalArgumentException(
                                at(number) + ": " + name + " must be of the kind of " + standard);
                    }
                });
    }

    private static String at(int number) {
        return "Candidate " + (number + 1);
    }
}
