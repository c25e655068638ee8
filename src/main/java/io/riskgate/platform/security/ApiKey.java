package io.riskgate.platform.security;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * A key that is in force.
 *
 * @param id its identity in the database, null where the configuration holds it
 * @param name who calls with it
 * @param digest the SHA-256 of its secret
 * @param rateLimit the most requests a second, null for no limit
 */
record ApiKey(
        @Nullable UUID id, String name, Role role, Digest digest, @Nullable Integer rateLimit) {}
