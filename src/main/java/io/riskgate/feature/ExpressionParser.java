package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Parses what stands beside a feature's name: one kind and what it takes. */
final class ExpressionParser {

    private static final List<String> POINT_KINDS =
            List.of("value", "log1p", "calendar", "ratio", "equals", "one_hot");

    private final Faults faults;
    private final WindowParser windows;
    private final Function<Source.Scalar, @Nullable Expression> references;

    ExpressionParser(
            Faults faults, long horizon, Function<Source.Scalar, @Nullable Expression> references) {
        this.faults = faults;
        this.windows = new WindowParser(faults, horizon);
        this.references = references;
    }

    /** The one kind of a map that may also hold a name; null where there was a fault. */
    @Nullable Expression kindOf(Source.Fields feature) {
        Set<String> kinds = new LinkedHashSet<>(feature.values().keySet());
        kinds.remove("name");
        Set<String> known = new TreeSet<>(POINT_KINDS);
        known.addAll(Kind.words());
        boolean sound = true;
        for (String kind : kinds) {
            if (!known.contains(kind)) {
                faults.unknown(feature, "kind", kind, known);
                sound = false;
            }
        }
        if (kinds.size() != 1) {
            String found = kinds.isEmpty() ? "none" : String.join(", ", kinds);
            faults.add(
                    feature,
                    "one_kind_needed",
                    "exactly one kind is needed, found " + found + "; allowed: " + known);
            return null;
        }
        String word = kinds.iterator().next();
        Source body = feature.values().get(word);
        return sound && body != null ? expression(word, body) : null;
    }

    private @Nullable Expression expression(String word, Source body) {
        Kind windowed = Kind.ofWord(word);
        if (windowed != null) {
            return windows.parse(windowed, body);
        }
        return switch (word) {
            case "value" -> value(body);
            case "log1p" -> log1p(body);
            case "calendar" -> calendar(body);
            case "ratio" -> ratio(body);
            case "equals" -> equality(body);
            default -> oneHot(body);
        };
    }

    private @Nullable Expression value(Source body) {
        Field field = new FieldNames(faults).field(body, true);
        return field == null ? null : new Expression.Value(field);
    }

    private @Nullable Expression log1p(Source body) {
        Map<String, Source> parts = new Parts(faults).of(body, "log1p", Set.of("of"), Set.of());
        Expression of = parts == null ? null : operand(parts.get("of"));
        return of == null ? null : new Expression.Log1p(of);
    }

    private @Nullable Expression ratio(Source body) {
        Map<String, Source> parts =
                new Parts(faults).of(body, "ratio", Set.of("of", "to"), Set.of());
        if (parts == null) {
            return null;
        }
        Expression of = operand(parts.get("of"));
        Expression to = operand(parts.get("to"));
        return of == null || to == null ? null : new Expression.Ratio(of, to);
    }

    /* A numeric field, a feature written in place, or the name of another. */
    private @Nullable Expression operand(@Nullable Source source) {
        return switch (source) {
            case null -> null;
            case Source.Fields inner -> {
                Expression expression = kindOf(inner);
                if (expression instanceof Expression.OneHot) {
                    faults.add(inner, "not_a_number", "one_hot has several columns");
                    yield null;
                }
                yield expression;
            }
            case Source.Scalar scalar -> {
                Field field = Field.of(scalar.text());
                yield field != null && field.isNumeric()
                        ? new Expression.Value(field)
                        : references.apply(scalar);
            }
            default -> {
                faults.add(
                        source,
                        "wrong_type",
                        source.described() + " where a number is needed: a field or a feature");
                yield null;
            }
        };
    }

    private @Nullable Expression equality(Source body) {
        Map<String, Source> parts =
                new Parts(faults).of(body, "equals", Set.of("field", "value"), Set.of());
        if (parts == null) {
            return null;
        }
        FieldNames names = new FieldNames(faults);
        Field field = names.field(parts.get("field"), false);
        Object value = field == null ? null : names.value(field, parts.get("value"));
        return field == null || value == null ? null : new Expression.Equals(field, value);
    }

    private @Nullable Expression oneHot(Source body) {
        Map<String, Source> parts =
                new Parts(faults).of(body, "one_hot", Set.of("field", "values"), Set.of());
        if (parts == null) {
            return null;
        }
        FieldNames names = new FieldNames(faults);
        Field field = names.field(parts.get("field"), false);
        if (!(parts.get("values") instanceof Source.Items items) || items.values().isEmpty()) {
            faults.add(body, "wrong_type", "'values' must be a list of at least one scalar");
            return null;
        }
        if (field == null) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (Source item : items.values()) {
            Object value = names.value(field, item);
            if (value != null && values.contains(value)) {
                faults.add(item, "duplicate_value", "'" + value + "' stands twice");
            } else if (value != null) {
                values.add(value);
            }
        }
        return values.size() == items.values().size() ? new Expression.OneHot(field, values) : null;
    }

    private @Nullable Expression calendar(Source body) {
        if (body instanceof Source.Scalar scalar) {
            return calendar(scalar, "UTC");
        }
        Map<String, Source> parts =
                new Parts(faults).of(body, "calendar", Set.of(), Set.of("part", "hours", "zone"));
        if (parts == null) {
            return null;
        }
        Source hours = parts.get("hours");
        Source part = parts.get("part");
        if ((hours == null) == (part == null)) {
            faults.add(body, "one_part_needed", "calendar takes either 'part' or 'hours'");
            return null;
        }
        String zone = zone(parts.get("zone"));
        if (hours == null) {
            return calendar(part, zone == null ? "UTC" : zone);
        }
        Expression.Hours bounds = hours(hours);
        return bounds == null || zone == null
                ? null
                : new Expression.Calendar(CalendarPart.HOURS, bounds, zone);
    }

    private @Nullable Expression calendar(@Nullable Source word, String zone) {
        String text = word instanceof Source.Scalar scalar ? scalar.text() : "";
        CalendarPart part = CalendarPart.ofWord(text);
        if (part == null && word != null) {
            List<String> allowed = new ArrayList<>(CalendarPart.words());
            allowed.add("{hours: [from, to]}");
            faults.unknown(word, "calendar part", text, allowed);
        }
        return part == null ? null : new Expression.Calendar(part, null, zone);
    }

    private Expression.@Nullable Hours hours(Source source) {
        if (source instanceof Source.Items(String _, List<Source> values)
                && values.size() == 2
                && values.get(0) instanceof Source.Scalar from
                && from.value() instanceof Long first
                && values.get(1) instanceof Source.Scalar to
                && to.value() instanceof Long last
                && Math.min(first, last) >= 0
                && Math.max(first, last) <= 23) {
            return new Expression.Hours(first.intValue(), last.intValue());
        }
        faults.add(
                source, "invalid_hours", "'hours' must be [from, to], whole numbers from 0 to 23");
        return null;
    }

    private @Nullable String zone(@Nullable Source source) {
        if (source == null) {
            return "UTC";
        }
        try {
            if (source instanceof Source.Scalar scalar) {
                return ZoneId.of(scalar.text()).getId();
            }
        } catch (DateTimeException e) {
            /* Said below, as for what is no text at all. */
        }
        faults.add(
                source,
                "unknown_zone",
                source.described() + " is no time zone; allowed: IANA names such as Europe/Berlin");
        return null;
    }
}
