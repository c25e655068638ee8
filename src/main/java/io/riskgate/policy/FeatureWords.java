package io.riskgate.policy;

import static io.riskgate.policy.WindowWords.adjective;
import static io.riskgate.policy.WindowWords.entity;
import static io.riskgate.policy.WindowWords.field;
import static io.riskgate.policy.WindowWords.number;
import static io.riskgate.policy.WindowWords.seconds;
import static io.riskgate.policy.WindowWords.window;

import io.riskgate.feature.FeatureDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what a feature's value means, after the kind it was declared with. */
final class FeatureWords {

    private FeatureWords() {}

    /** The stable code of a column: its name in upper snake case. */
    static String code(String column) {
        return column.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    }

    /** A sentence about one column's value; NaN is said to be unknown. */
    static String text(FeatureDefinition feature, String column, double value) {
        for (Map.Entry<String, Object> entry : feature.declaration().entrySet()) {
            if (!entry.getKey().equals("name")) {
                return capital(text(entry.getKey(), entry.getValue(), column, value));
            }
        }
        return plain(column, value);
    }

    /** The sentence where nothing but the name is known. */
    static String plain(String column, double value) {
        return capital(
                field(column) + (Double.isNaN(value) ? " is unknown" : " is " + number(value)));
    }

    private static String text(String kind, Object declared, String column, double value) {
        Map<?, ?> parts = declared instanceof Map<?, ?> map ? map : Map.of();
        if (Double.isNaN(value)) {
            return unknown(kind, declared, parts, column);
        }
        return switch (kind) {
            case "value" -> field(declared) + " is " + number(value);
            case "log1p" -> field(parts.get("of")) + " is " + number(Math.expm1(value));
            case "calendar" -> calendar(declared, value);
            case "count" -> counted("transactions", parts, value);
            case "distinct" -> counted("different " + entity(parts.get("of")) + "s", parts, value);
            case "fraud_rate" -> fraudRate(parts, value);
            case "since_last" ->
                    "%s since the %s's last transaction".formatted(seconds(value), by(parts));
            case "first_seen" -> "the %s is known for %s".formatted(by(parts), seconds(value));
            case "travel_speed" ->
                    "%s km/h since the %s's last transaction".formatted(number(value), by(parts));
            case "ratio" -> ratio(parts, value);
            case "equals" -> is(field(parts.get("field")), value, parts.get("value"));
            case "one_hot" ->
                    is(field(parts.get("field")), value, column.substring(column.indexOf('=') + 1));
            default -> aggregate(kind, parts) + " is " + number(value);
        };
    }

    private static String unknown(String kind, Object declared, Map<?, ?> parts, String column) {
        return switch (kind) {
            case "value" -> field(declared) + " is unknown";
            case "since_last", "travel_speed" ->
                    "the %s has no earlier transaction to compare with".formatted(by(parts));
            case "mean", "min", "max", "stddev", "ratio" ->
                    "there is no history for " + field(column);
            default -> field(column) + " is unknown";
        };
    }

    private static String by(Map<?, ?> parts) {
        return entity(parts.get("by"));
    }

    private static String counted(String what, Map<?, ?> parts, double value) {
        return "%s %s of the %s%s".formatted(number(value), what, by(parts), window(parts));
    }

    private static String fraudRate(Map<?, ?> parts, double value) {
        return "%s %% of the %s's transactions%s were fraud"
                .formatted(number(100 * value), by(parts), window(parts));
    }

    private static String aggregate(String kind, Map<?, ?> parts) {
        return parts.containsKey("by")
                ? "the %s's %s %s%s"
                        .formatted(by(parts), kind, field(parts.get("of")), window(parts))
                : kind;
    }

    private static String is(String field, double value, @Nullable Object expected) {
        return field + (value == 1 ? " is " : " is not ") + expected;
    }

    private static String calendar(Object declared, double value) {
        Map<?, ?> parts = declared instanceof Map<?, ?> map ? map : Map.of();
        if (parts.get("hours") instanceof List<?> hours && hours.size() == 2) {
            return "made %s %s and %s h"
                    .formatted(
                            value == 1 ? "between" : "not between",
                            hours.getFirst(),
                            hours.getLast());
        }
        String part = String.valueOf(parts.isEmpty() ? declared : parts.values().iterator().next());
        return part.equals("weekend")
                ? value == 1 ? "made at the weekend" : "made on a weekday"
                : field(part) + " is " + number(value);
    }

    private static String ratio(Map<?, ?> parts, double value) {
        return "%s is %s times %s"
                .formatted(operand(parts.get("of")), number(value), operand(parts.get("to")));
    }

    /* A field, or {mean: {of: amount, by: accountId, over: 7d}}: the account's 7-day mean. */
    private static String operand(@Nullable Object operand) {
        if (operand instanceof Map<?, ?> declared && declared.size() == 1) {
            Map.Entry<?, ?> only = declared.entrySet().iterator().next();
            Map<?, ?> parts = only.getValue() instanceof Map<?, ?> map ? map : Map.of();
            if (parts.containsKey("over")) {
                return "the %s's %s %s"
                        .formatted(by(parts), adjective(parts.get("over")), only.getKey());
            }
        }
        return operand instanceof Map<?, ?> ? "its base" : field(operand);
    }

    private static String capital(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
