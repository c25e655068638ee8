package io.riskgate.platform.approval;

import io.riskgate.transaction.Changes;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.UUID;

/**
 * A proposal as it is shown.
 *
 * @param before the state it was based on
 * @param change what is wanted
 * @param reason why it was approved or rejected
 */
record ChangeDocument(
        UUID id,
        Changes.Kind kind,
        String action,
        String resource,
        Status status,
        @Nullable JsonNode before,
        JsonNode change,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {

    /** Where a proposal stands. */
    enum Status {
        PENDING,
        APPROVED,
        REJECTED
    }
}
