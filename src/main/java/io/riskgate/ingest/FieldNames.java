package io.riskgate.ingest;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The fields of one kind of object: constants of an enum, named in JSON as in camel case. */
final class FieldNames<F extends Enum<F>> {

    private final Map<String, F> fields = new HashMap<>();
    private final String[] names;
    private final Set<F> required;

    private FieldNames(Class<F> type, Set<F> required) {
        F[] constants = type.getEnumConstants();
        this.names = new String[constants.length];
        this.required = required;
        for (F field : constants) {
            names[field.ordinal()] = camelCase(field.name());
            fields.put(names[field.ordinal()], field);
        }
    }

    /** The fields of {@code type}, of which those given must be there. */
    @SafeVarargs
    static <F extends Enum<F>> FieldNames<F> of(Class<F> type, F... required) {
        Set<F> set = EnumSet.noneOf(type);
        set.addAll(Set.of(required));
        return new FieldNames<>(type, set);
    }

    @Nullable F field(String name) {
        return fields.get(name);
    }

    String name(F field) {
        return names[field.ordinal()];
    }

    Set<F> required() {
        return required;
    }

    private static String camelCase(String constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.split("_")) {
            String lower = word.toLowerCase(java.util.Locale.ROOT);
            name.append(
                    name.isEmpty()
                            ? lower
                            : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        return name.toString();
    }
}
