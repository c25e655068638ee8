package io.riskgate.feature;

import io.riskgate.transaction.Identifier;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What a feature computes, parsed. */
sealed interface Expression {

    /** How a features file declares it, canonically: the kind and what it takes. */
    Map<String, Object> declaration();

    /** A field read as a number. */
    record Value(Field field) implements Expression {
        @Override
        public Map<String, Object> declaration() {
            return Map.of("value", field.name());
        }
    }

    /** The natural logarithm of one plus a number. */
    record Log1p(Expression of) implements Expression {
        @Override
        public Map<String, Object> declaration() {
            return Map.of("log1p", Map.of("of", operand(of)));
        }
    }

    /** One number by another. */
    record Ratio(Expression of, Expression to) implements Expression {
        @Override
        public Map<String, Object> declaration() {
            Map<String, Object> parts = new LinkedHashMap<>();
            parts.put("of", operand(of));
            parts.put("to", operand(to));
            return Map.of("ratio", parts);
        }
    }

    /** 1 where a field has this value, 0 where it has another. */
    record Equals(Field field, Object value) implements Expression {
        @Override
        public Map<String, Object> declaration() {
            Map<String, Object> parts = new LinkedHashMap<>();
            parts.put("field", field.name());
            parts.put("value", value);
            return Map.of("equals", parts);
        }
    }

    /** One column a value. */
    record OneHot(Field field, List<Object> values) implements Expression {
        @Override
        public Map<String, Object> declaration() {
            Map<String, Object> parts = new LinkedHashMap<>();
            parts.put("field", field.name());
            parts.put("values", values);
            return Map.of("one_hot", parts);
        }
    }

    /** A part of the transaction's date or time of day. */
    record Calendar(CalendarPart part, @Nullable Hours hours, String zone) implements Expression {
        @Override
        public Map<String, Object> declaration() {
            boolean utc = zone.equals("UTC");
            if (utc && hours == null) {
                return Map.of("calendar", part.word());
            }
            Map<String, Object> parts = new LinkedHashMap<>();
            if (hours == null) {
                parts.put("part", part.word());
            } else {
                parts.put("hours", List.of((long) hours.from(), (long) hours.to()));
            }
            if (!utc) {
                parts.put("zone", zone);
            }
            return Map.of("calendar", parts);
        }
    }

    /**
     * Hours of the day, both in; where {@code from} is the larger they go over midnight.
     *
     * @param from 0 to 23
     * @param to 0 to 23
     */
    record Hours(int from, int to) {
        boolean contains(int hour) {
            return from <= to ? from <= hour && hour <= to : hour >= from || hour <= to;
        }
    }

    /**
     * Something over the events of an entity.
     *
     * @param of the field it takes, null for kinds that take none
     * @param by the identifiers that make the entity, in the order of the enum
     * @param over the length of the window in milliseconds, 0 for none: as far as is known
     * @param delay how long before the transaction the window ends, in milliseconds
     * @param where the fields that must have these values
     */
    record Windowed(
            Kind kind,
            @Nullable Field of,
            List<Identifier> by,
            long over,
            long delay,
            SortedMap<String, Object> where)
            implements Expression {

        @Override
        public Map<String, Object> declaration() {
            Map<String, Object> parts = new LinkedHashMap<>();
            if (of != null) {
                parts.put("of", of.name());
            }
            List<Object> fields = new ArrayList<>();
            by.forEach(kind -> fields.add(kind.field()));
            parts.put("by", fields.size() == 1 ? fields.getFirst() : fields);
            if (over > 0) {
                parts.put("over", Span.text(over));
            }
            if (delay > 0) {
                parts.put("delay", Span.text(delay));
            }
            if (!where.isEmpty()) {
                parts.put("where", new LinkedHashMap<>(where));
            }
            return Map.of(kind.word(), parts);
        }
    }

    private static Object operand(Expression expression) {
        return expression instanceof Value(Field field) ? field.name() : expression.declaration();
    }
}
