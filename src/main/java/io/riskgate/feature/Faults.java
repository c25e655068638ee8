package io.riskgate.feature;

import io.riskgate.transaction.FieldFault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The faults found in a features file so far. */
final class Faults {

    private final List<FieldFault> found = new ArrayList<>();

    void add(Source at, String code, String message) {
        add(at.where(), code, message);
    }

    void add(String where, String code, String message) {
        found.add(new FieldFault(where, code, message));
    }

    /** A name that is not among those allowed. */
    void unknown(Source at, String what, String name, Collection<String> allowed) {
        add(
                at,
                "unknown_" + what.replace(' ', '_'),
                "unknown "
                        + what
                        + " '"
                        + name
                        + "'; allowed: "
                        + String.join(", ", new TreeSet<>(allowed)));
    }

    boolean none() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new FeaturesFileException(found);
        }
    }
}
