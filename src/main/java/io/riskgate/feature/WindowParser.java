package io.riskgate.feature;

import io.riskgate.transaction.Identifier;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Parses the windowed kinds: by, over, delay, where, and what some of them take. */
final class WindowParser {

    private final Faults faults;
    private final FieldNames fields;
    private final long horizon;

    WindowParser(Faults faults, long horizon) {
        this.faults = faults;
        this.fields = new FieldNames(faults);
        this.horizon = horizon;
    }

    @Nullable Expression parse(Kind kind, Source body) {
        Set<String> required = new TreeSet<>(Set.of("by"));
        Set<String> optional = new TreeSet<>(Set.of("delay", "where"));
        (kind.isOverRequired() ? required : optional).add("over");
        if (kind.of() != Kind.Of.NONE) {
            required.add("of");
        }
        Map<String, Source> parts = new Parts(faults).of(body, kind.word(), required, optional);
        if (parts == null) {
            return null;
        }
        Field of = fields.field(parts.get("of"), kind.of() == Kind.Of.NUMBER);
        List<Identifier> by = by(parts.get("by"));
        Long over =
                parts.containsKey("over") ? span(parts.get("over"), "over", 1) : Long.valueOf(0);
        Long delay =
                parts.containsKey("delay") ? span(parts.get("delay"), "delay", 0) : Long.valueOf(0);
        SortedMap<String, Object> where = where(parts.get("where"));
        boolean needsOf = kind.of() != Kind.Of.NONE;
        if (by == null || over == null || delay == null || where == null || needsOf && of == null) {
            return null;
        }
        return withinHorizon(body, over, delay)
                ? new Expression.Windowed(kind, needsOf ? of : null, by, over, delay, where)
                : null;
    }

    private boolean withinHorizon(Source at, long over, long delay) {
        if (over + delay <= horizon) {
            return true;
        }
        faults.add(
                at,
                "beyond_horizon",
                "over and delay reach back "
                        + Span.text(over + delay)
                        + "; allowed: at most "
                        + Span.text(horizon)
                        + " (riskgate.feature.horizon)");
        return false;
    }

    private @Nullable List<Identifier> by(@Nullable Source source) {
        List<Source> names =
                switch (source) {
                    case Source.Items items -> items.values();
                    case null -> List.of();
                    default -> List.of(source);
                };
        Set<Identifier> kinds = EnumSet.noneOf(Identifier.class);
        boolean sound = !names.isEmpty();
        if (!sound && source != null) {
            faults.add(source, "missing_field", "'by' needs at least one identifier");
        }
        for (Source name : names) {
            String text = name instanceof Source.Scalar scalar ? scalar.text() : name.described();
            Identifier kind = Identifier.ofField(text).orElse(null);
            if (kind == null) {
                faults.unknown(name, "identifier", text, identifiers());
                sound = false;
            } else if (!kinds.add(kind)) {
                faults.add(name, "duplicate_value", "'" + text + "' stands twice in 'by'");
                sound = false;
            }
        }
        return sound ? List.copyOf(kinds) : null;
    }

    private static List<String> identifiers() {
        return Arrays.stream(Identifier.values()).map(Identifier::field).toList();
    }

    private @Nullable Long span(@Nullable Source source, String name, long least) {
        if (source == null) {
            return null;
        }
        Long millis = source instanceof Source.Scalar scalar ? Span.millis(scalar.text()) : null;
        if (millis == null || millis < least) {
            faults.add(
                    source,
                    "invalid_span",
                    "'" + name + "' is " + source.described() + "; allowed: " + Span.ALLOWED);
            return null;
        }
        return millis;
    }

    private @Nullable SortedMap<String, Object> where(@Nullable Source source) {
        SortedMap<String, Object> conditions = new TreeMap<>();
        if (source == null) {
            return conditions;
        }
        if (!(source instanceof Source.Fields map)) {
            faults.add(
                    source,
                    "wrong_type",
                    "'where' is a map of field: value, found " + source.described());
            return null;
        }
        boolean sound = true;
        for (Map.Entry<String, Source> condition : map.values().entrySet()) {
            Field field = Field.of(condition.getKey());
            if (field == null) {
                faults.unknown(
                        condition.getValue(), "field", condition.getKey(), Field.names(false));
            }
            Object value = field == null ? null : fields.value(field, condition.getValue());
            sound &= value != null;
            if (value != null) {
                conditions.put(condition.getKey(), value);
            }
        }
        return sound ? conditions : null;
    }
}
