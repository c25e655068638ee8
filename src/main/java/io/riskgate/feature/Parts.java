package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks that a map holds the parts a kind takes and no others. */
record Parts(Faults faults) {

    /** The parts; null where it is no map or lacks one. Unknown ones are faults, too. */
    @Nullable Map<String, Source> of(
            Source body, String kind, Set<String> required, Set<String> optional) {
        Set<String> allowed = new TreeSet<>(required);
        allowed.addAll(optional);
        if (!(body instanceof Source.Fields fields)) {
            faults.add(
                    body,
                    "wrong_type",
                    kind + " takes a map of " + allowed + ", found " + body.described());
            return null;
        }
        fields.values()
                .forEach(
                        (name, part) -> {
                            if (!allowed.contains(name)) {
                                faults.unknown(part, "field", name, allowed);
                            }
                        });
        boolean complete = true;
        for (String name : new TreeSet<>(required)) {
            if (!fields.values().containsKey(name)) {
                faults.add(body, "missing_field", kind + " needs '" + name + "'");
                complete = false;
            }
        }
        return complete ? fields.values() : null;
    }
}
