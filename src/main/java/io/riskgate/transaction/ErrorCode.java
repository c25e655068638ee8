package io.riskgate.transaction;

import java.util.Locale;

/**
 * The stable codes of everything Riskgate refuses, each with the HTTP status it is answered with.
 */
public enum ErrorCode {
    MALFORMED_JSON(400),
    INVALID_REQUEST(400),
    UNKNOWN_FIELD(400),
    CARD_NUMBER_NOT_ACCEPTED(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    TRANSACTION_CONFLICT(409),
    STATE_CONFLICT(409),
    PAYLOAD_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    UNPROCESSABLE(422),
    RATE_LIMITED(429),
    INTERNAL_ERROR(500),
    OVERLOADED(503),
    JOURNAL_UNAVAILABLE(503);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The code as it leaves the service, in snake case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whose fault it is. */
    public Category category() {
        return status < 500 ? Category.CALLER : status == 503 ? Category.CAPACITY : Category.OURS;
    }

    /** Who can do something about an error. */
    public enum Category {
        /** The request is wrong; sending it again changes nothing. */
        CALLER,
        /** The service is wrong. */
        OURS,
        /** The service cannot now; try again. */
        CAPACITY
    }
}
