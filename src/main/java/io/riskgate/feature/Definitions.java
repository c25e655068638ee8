package io.riskgate.feature;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes definitions of parsed expressions, and expressions of definitions. */
final class Definitions {

    /** How deep ratios and logarithms may stand in each other. */
    static final int MAX_DEPTH = 8;

    private Definitions() {}

    static FeatureDefinition define(String name, Expression expression) {
        Map<String, Object> declaration = new LinkedHashMap<>();
        declaration.put("name", name);
        declaration.putAll(expression.declaration());
        String hash = sha256(canonical(expression.declaration()));
        return new FeatureDefinition(name, columns(name, expression), declaration, hash);
    }

    /** What a definition computes. It was checked when it was declared. */
    static Expression expression(FeatureDefinition definition) {
        Faults faults = new Faults();
        ExpressionParser parser = new ExpressionParser(faults, Long.MAX_VALUE / 2, _ -> null);
        Expression expression =
                Source.of(definition.name(), definition.declaration()) instanceof Source.Fields map
                        ? parser.kindOf(map)
                        : null;
        if (expression == null) {
            faults.throwIfAny();
            throw new IllegalArgumentException("not a declaration: " + definition.declaration());
        }
        return expression;
    }

    static int depth(Expression expression) {
        return switch (expression) {
            case Expression.Log1p(Expression of) -> 1 + depth(of);
            case Expression.Ratio(Expression of, Expression to) ->
                    1 + Math.max(depth(of), depth(to));
            default -> 1;
        };
    }

    static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<String> columns(String name, Expression expression) {
        return expression instanceof Expression.OneHot oneHot
                ? oneHot.values().stream().map(value -> name + "=" + value).toList()
                : List.of(name);
    }

    /* JSON without spaces, keys sorted: the same definition always gives the same text. */
    private static String canonical(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(
                                    entry ->
                                            quoted(entry.getKey())
                                                    + ":"
                                                    + canonical(entry.getValue()))
                            .sorted()
                            .collect(joining(",", "{", "}"));
            case List<?> list ->
                    list.stream().map(Definitions::canonical).collect(joining(",", "[", "]"));
            case String text -> quoted(text);
            default -> value.toString();
        };
    }

    private static String quoted(Object text) {
        return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
