package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a declaration and where it stands, whether it came from YAML or from a manifest. */
sealed interface Source {

    /** Where it stands: {@code line 12}, or a path. */
    String where();

    /** A map; the keys of the file in their order. */
    record Fields(String where, Map<String, Source> values) implements Source {}

    /** A list. */
    record Items(String where, List<Source> values) implements Source {}

    /**
     * A scalar.
     *
     * @param text as it was written
     * @param value a String, Boolean, Long or Double
     */
    record Scalar(String where, String text, Object value) implements Source {}

    /** Nothing: an empty value or null. */
    record Nothing(String where) implements Source {}

    /** What this is, for a message. */
    default String described() {
        return switch (this) {
            case Fields _ -> "a map";
            case Items _ -> "a list";
            case Nothing _ -> "nothing";
            case Scalar scalar -> "'" + scalar.text() + "'";
        };
    }

    /** A plain scalar of a file: a truth value or a number where it reads as one. */
    static Scalar plain(String where, String text) {
        return new Scalar(where, text, resolve(text));
    }

    /** A declaration that is held in maps and lists. */
    static Source of(String where, @Nullable Object value) {
        return switch (value) {
            case null -> new Nothing(where);
            case Map<?, ?> map -> {
                Map<String, Source> fields = new LinkedHashMap<>();
                map.forEach((key, field) -> fields.put(String.valueOf(key), of(where, field)));
                yield new Fields(where, fields);
            }
            case List<?> list -> {
                List<Source> items = new ArrayList<>();
                list.forEach(item -> items.add(of(where, item)));
                yield new Items(where, items);
            }
            case Number number -> plain(where, number.toString());
            case Boolean flag -> new Scalar(where, flag.toString(), flag);
            default -> new Scalar(where, value.toString(), value.toString());
        };
    }

    /*
     * YAML 1.1 would read the country NO as false and 0742 as octal: only true, false and decimal numbers are more
     * than text here.
     */
    private static Object resolve(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.matches("-?(0|[1-9][0-9]{0,17})")) {
            return Long.valueOf(text);
        }
        if (text.matches("-?(0|[1-9][0-9]*)\\.[0-9]+([eE][-+]?[0-9]{1,3})?")) {
            double number = Double.parseDouble(text);
            boolean whole = number == Math.rint(number) && Math.abs(number) <= 1L << 53;
            return whole ? (Object) (long) number : (Object) number;
        }
        return text;
    }
}
