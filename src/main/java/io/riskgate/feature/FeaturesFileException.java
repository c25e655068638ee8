package io.riskgate.feature;

import io.riskgate.transaction.FieldFault;

import java.util.List;

/** A features file with faults, all of them. */
public class FeaturesFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldFault> faults;

    public FeaturesFileException(List<FieldFault> faults) {
        super(
                String.join(
                        "; ",
                        faults.stream()
                                .map(fault -> fault.field() + ": " + fault.message())
                                .toList()));
        this.faults = List.copyOf(faults);
    }

    /** Each fault: where ({@code line 12}), what, and what is allowed. */
    public List<FieldFault> faults() {
        return faults;
    }
}
