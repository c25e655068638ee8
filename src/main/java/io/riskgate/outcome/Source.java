package io.riskgate.outcome;

/** Who says so; the order of contract section 4 at equal times is {@link #precedence()}. */
public enum Source {
    CHARGEBACK,
    ISSUER,
    ANALYST,
    CUSTOMER,
    IMPORT;

    /** Larger wins among reports of the same moment. */
    public int precedence() {
        return switch (this) {
            case CHARGEBACK -> 2;
            case ANALYST -> 1;
            case ISSUER, CUSTOMER, IMPORT -> 0;
        };
    }
}
