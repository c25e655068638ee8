package io.riskgate.platform.security;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A stored key as it is shown: never its secret, never its hash.
 *
 * @param rateLimit the most requests a second, null for no limit
 */
record KeyDocument(
        UUID id,
        String name,
        String role,
        @Nullable Integer rateLimit,
        long revision,
        Instant createdAt,
        String createdBy,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
