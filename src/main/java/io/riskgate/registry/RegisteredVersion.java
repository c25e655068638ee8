package io.riskgate.registry;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A version as the registry lists it.
 *
 * @param sha256 of the model file, hexadecimal
 * @param refusal why it failed its gates, null where it did not; a refused version becomes champion
 *     only by an override
 */
public record RegisteredVersion(
        ModelReference model, String sha256, @Nullable String refusal, String by, Instant at) {}
