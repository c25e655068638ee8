package io.riskgate.training;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.UUID;

/**
 * One training run that a service started.
 *
 * @param cause what started it
 * @param requestedBy who asked for it
 * @param stage where it is, or where it ended
 * @param progress how far all of it has come, 0 to 1
 * @param request what was asked for
 * @param report what came of it (contract section 10), null before
 * @param failure why it failed or was interrupted, null where it did not
 * @param folder where report and curves lie on the replica that ran it
 */
public record RetrainingRun(
        UUID id,
        String model,
        State state,
        Cause cause,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant endedAt,
        String stage,
        double progress,
        JsonNode request,
        @Nullable JsonNode report,
        @Nullable Integer registeredVersion,
        boolean promoted,
        @Nullable String failure,
        @Nullable String folder) {

    /** How a run stands. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** The service stopped, or its replica was lost. */
        INTERRUPTED
    }

    /** What started a run. */
    public enum Cause {
        SCHEDULE,
        DEMAND
    }
}
