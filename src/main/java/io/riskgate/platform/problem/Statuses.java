package io.riskgate.platform.problem;

import io.riskgate.transaction.ErrorCode;

/** What is said of an HTTP status of which nothing more is known. */
final class Statuses {

    private Statuses() {}

    /** The code nearest to the status. */
    static ErrorCode code(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 409 -> ErrorCode.STATE_CONFLICT;
            case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 422 -> ErrorCode.UNPROCESSABLE;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 503 -> ErrorCode.OVERLOADED;
            default -> status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL_ERROR;
        };
    }

    /** A sentence for the caller. */
    static String detail(int status) {
        return switch (status) {
            case 401 -> "Send a valid key: Authorization: Bearer KEY.";
            case 403 -> "The key's role does not allow this.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This method is not supported here; the Allow header names those that are.";
            case 406 -> "This is answered as application/json only.";
            case 413 -> "The request is larger than is accepted here.";
            case 415 -> "Send the body as application/json in UTF-8.";
            case 431 -> "The request's headers are larger than is accepted.";
            case 503 -> "The service cannot answer now; try again.";
            default ->
                    status < 500
                            ? "The request is not valid HTTP, or not accepted here."
                            : "The request failed; the service's log has the cause under the"
                                    + " requestId.";
        };
    }
}
