package io.riskgate.ingest;

import java.util.Locale;

/** The stable codes of what can be wrong with one field. */
enum FaultCode {
    REQUIRED,
    INVALID_TYPE,
    INVALID_FORMAT,
    OUT_OF_RANGE,
    TOO_LONG,
    TOO_MANY,
    UNKNOWN_VALUE,
    UNKNOWN_FIELD,
    DUPLICATE_KEY,
    CARD_NUMBER_NOT_ACCEPTED;

    /** The code as it leaves the service. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
