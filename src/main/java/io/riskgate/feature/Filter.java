package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/** The values that fields of an event must have to be in a stream. */
final class Filter {

    private final SortedMap<String, Object> conditions;
    private final Field[] fields;
    private final Object[] values;

    Filter(SortedMap<String, Object> conditions) {
        this.conditions = conditions;
        List<Field> named = new ArrayList<>();
        for (Map.Entry<String, Object> condition : conditions.entrySet()) {
            named.add(Objects.requireNonNull(Field.of(condition.getKey())));
        }
        fields = named.toArray(Field[]::new);
        values = conditions.values().toArray();
    }

    SortedMap<String, Object> conditions() {
        return conditions;
    }

    boolean matches(Transaction transaction) {
        for (int i = 0; i < fields.length; i++) {
            if (!fields[i].has(transaction, values[i])) {
                return false;
            }
        }
        return true;
    }
}
