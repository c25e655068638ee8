package io.riskgate.platform.security;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Holds each key to its requests a second: a bucket that fills evenly and holds one second's. */
final class RateLimits {

    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private final int otherwise;
    private final Map<Digest, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * Limits by this clock.
     *
     * @param otherwise what a key may that has no limit of its own; 0 for anything
     */
    RateLimits(LongSupplier nanoTime, int otherwise) {
        this.nanoTime = nanoTime;
        this.otherwise = otherwise;
    }

    /** The most requests a second of this key, 0 for no limit. */
    int of(ApiKey key) {
        return Objects.requireNonNullElse(key.rateLimit(), otherwise);
    }

    /** Whether the key may call now; counts the call if so. */
    boolean allow(ApiKey key) {
        int limit = of(key);
        if (limit == 0) {
            return true;
        }
        boolean[] allowed = new boolean[1];
        buckets.compute(
                key.digest(),
                (digest, before) -> {
                    long now = nanoTime.getAsLong();
                    double filled =
                            before == null
                                    ? limit
                                    : before.level() + (now - before.at()) / NANOS * limit;
                    double level = Math.min(limit, filled);
                    allowed[0] = level >= 1;
                    return new Bucket(allowed[0] ? level - 1 : level, now);
                });
        return allowed[0];
    }

    private record Bucket(double level, long at) {}
}
