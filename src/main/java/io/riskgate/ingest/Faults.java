package io.riskgate.ingest;

import io.riskgate.transaction.FieldFault;
import io.riskgate.transaction.RefusedException;

import java.util.ArrayList;
import java.util.List;

/** The faults found in one document so far, and the place that is being read. */
final class Faults {

    /* A body of nothing but faults must not be answered with one many times its size. */
    private static final int MAX_LISTED = 1_000;

    private static final int MAX_NAME = 64;

    private final List<FieldFault> found = new ArrayList<>(0);
    private String parent = "";
    private String name = "";

    /** From here on faults concern the field {@code name} of the object at {@code parent}. */
    void at(String parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    /** Notes that something is wrong with the present field. */
    void add(FaultCode code, String message) {
        if (found.size() < MAX_LISTED) {
            found.add(new FieldFault(path(), code.code(), message));
        } else if (found.size() == MAX_LISTED) {
            found.add(
                    new FieldFault(
                            "",
                            FaultCode.TOO_MANY.code(),
                            "There are more faults than the "
                                    + MAX_LISTED
                                    + " that are listed here."));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** The refusal that lists them all. */
    RefusedException refusal() {
        return RefusedException.invalid(found);
    }

    /** The path of the present field, as far as it may be shown. */
    String path() {
        String shown = shown(name);
        if (parent.isEmpty() || shown.isEmpty()) {
            return parent + shown;
        }
        return parent + "." + shown;
    }

    /** A name that the sender chose: shortened, and never a card number. */
    static String shown(String name) {
        if (CardNumbers.occursIn(name)) {
            return "(hidden)";
        }
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
    }
}
