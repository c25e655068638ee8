package io.riskgate.policy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in words what the parts of a feature declaration mean: entities, windows, numbers. */
final class WindowWords {

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d+)([smhdw])");

    private WindowWords() {}

    /** {@code accountId} is account; a list is joined. */
    static String entity(@Nullable Object by) {
        if (by instanceof List<?> several) {
            return several.stream().map(WindowWords::entity).collect(Collectors.joining(" and "));
        }
        String field = String.valueOf(by);
        return field.endsWith("Id")
                ? spaced(field.substring(0, field.length() - 2))
                : spaced(field);
    }

    /** {@code attributes.customerAge} is customer age. */
    static String field(@Nullable Object of) {
        String field = String.valueOf(of);
        return spaced(field.startsWith("attributes.") ? field.substring(11) : field);
    }

    /** {@code 7d} is 7-day. */
    static String adjective(@Nullable Object over) {
        return length(over).replace(' ', '-').replaceFirst("s$", "");
    }

    /** Where in time, and over which transactions, the window of a declaration lies. */
    static String window(Map<?, ?> declared) {
        StringBuilder words = new StringBuilder(" in ").append(length(declared.get("over")));
        if (declared.get("delay") != null) {
            words.append(" until ").append(length(declared.get("delay"))).append(" ago");
        }
        if (declared.get("where") instanceof Map<?, ?> where) {
            where.forEach((field, value) -> words.append(", ").append(field(field) + " " + value));
        }
        return words.toString();
    }

    /** {@code 7d} is 7 days. */
    static String length(@Nullable Object over) {
        Matcher matcher = SHORT_DURATION.matcher(String.valueOf(over));
        if (!matcher.matches()) {
            return over instanceof Duration duration
                    ? seconds(duration.toSeconds())
                    : String.valueOf(over);
        }
        String unit =
                switch (matcher.group(2)) {
                    case "s" -> "second";
                    case "m" -> "minute";
                    case "h" -> "hour";
                    case "d" -> "day";
                    default -> "week";
                };
        return matcher.group(1) + " " + unit + (matcher.group(1).equals("1") ? "" : "s");
    }

    /** A length of time in the unit that suits it. */
    static String seconds(double seconds) {
        if (seconds < 120) {
            return number(seconds) + " s";
        }
        if (seconds < 7200) {
            return number(seconds / 60) + " min";
        }
        return seconds < 172_800 ? number(seconds / 3600) + " h" : number(seconds / 86_400) + " d";
    }

    /** A number as a person reads it: no more than two digits after the point. */
    static String number(double value) {
        if (Math.abs(value) >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.2f" : "%.1f", value);
    }

    /** {@code customerAge} and {@code customer_age} are customer age. */
    private static String spaced(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2")
                .replace('_', ' ')
                .toLowerCase(Locale.ROOT);
    }
}
