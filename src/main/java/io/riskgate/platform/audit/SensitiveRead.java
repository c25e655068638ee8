package io.riskgate.platform.audit;

import java.time.Instant;

/**
 * That somebody looked at something.
 *
 * @param path with its query
 * @param status what the answer was
 */
record SensitiveRead(
        Instant at, String actor, String requestId, String method, String path, int status) {}
