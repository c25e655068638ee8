package io.riskgate.policy;

import org.jspecify.annotations.Nullable;

import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Named values that CEL reads like a map. A name that exists always reads as a value, so that a
 * comparison with what is missing is false and no error; whether it is known is what {@code has()}
 * asks, by {@link #containsKey}.
 */
abstract class NamedFacts extends AbstractMap<String, Object> {

    abstract List<String> names();

    /** The value of a name, null where the name does not exist. */
    abstract @Nullable Object value(String name);

    /** Whether a value stands for something that was given. */
    abstract boolean isKnown(Object value);

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return key instanceof String name ? value(name) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        Object value = get(key);
        return value != null && isKnown(value);
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        Map<String, Object> known = new TreeMap<>();
        for (String name : names()) {
            Object value = value(name);
            if (value != null && isKnown(value)) {
                known.put(name, value);
            }
        }
        return known.entrySet();
    }
}
