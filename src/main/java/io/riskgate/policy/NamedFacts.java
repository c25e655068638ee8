package io.riskgate.policy;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.values.StructValue;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Named values that a rule reads one by one. A name that exists always reads as a value, so that a
 * comparison with what is missing is false and no error; whether it is known is what {@code has()}
 * asks.
 */
abstract class NamedFacts extends StructValue<String, Object> implements Map<String, Object> {

    /*
     * CEL copies a plain map each time a rule reads from it, and leaves values of its own kind alone: as one of those
     * a fact costs what it takes to find it (100 rules: 950 µs as maps, see RuleCostTests for as it is). It is a map
     * besides, for features["category=travel"] and comprehensions.
     */
    private static final String READ_ONLY = "facts are read only";

    private final CelType type;

    NamedFacts(CelType type) {
        this.type = type;
    }

    abstract Collection<String> names();

    /** The value of a name, null where the name does not exist. */
    abstract @Nullable Object read(String name);

    /** Whether a value stands for something that was given. */
    abstract boolean isKnown(Object value);

    @Override
    public Object select(String field) {
        Object value = read(field);
        if (value == null) {
            throw CelAttributeNotFoundException.forMissingMapKey(field);
        }
        return value;
    }

    @Override
    public Optional<?> find(String field) {
        return Optional.ofNullable(read(field)).filter(this::isKnown);
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return isEmpty();
    }

    @Override
    public CelType celType() {
        return type;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return key instanceof String name ? read(name) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && find(name).isPresent();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return known().entrySet();
    }

    @Override
    public Set<String> keySet() {
        return known().keySet();
    }

    @Override
    public Collection<Object> values() {
        return known().values();
    }

    @Override
    public int size() {
        return known().size();
    }

    @Override
    public boolean isEmpty() {
        return known().isEmpty();
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return known().containsValue(value);
    }

    @Override
    public @Nullable Object put(String key, Object value) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public @Nullable Object remove(@Nullable Object key) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void putAll(Map<? extends String, ?> values) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Map<?, ?> map && known().equals(map);
    }

    @Override
    public int hashCode() {
        return known().hashCode();
    }

    @Override
    public String toString() {
        return known().toString();
    }

    private Map<String, Object> known() {
        Map<String, Object> known = new TreeMap<>();
        for (String name : List.copyOf(names())) {
            find(name).ifPresent(value -> known.put(name, Objects.requireNonNull(value)));
        }
        return known;
    }

    /** Facts that are all known, from a map. */
    static NamedFacts of(CelType type, Map<String, ?> values) {
        return new NamedFacts(type) {
            @Override
            Collection<String> names() {
                return values.keySet();
            }

            @Override
            @Nullable Object read(String name) {
                return values.get(name);
            }

            @Override
            boolean isKnown(Object value) {
                return true;
            }
        };
    }
}
