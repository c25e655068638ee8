package io.riskgate.ingest.kafka;

import org.jspecify.annotations.Nullable;

/** Records could not be taken now, through no fault of theirs: they are to be received again. */
class NotTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotTakenException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
