package io.riskgate.platform.security;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Holds each key to its requests a second: a bucket that fills evenly and holds one second's. */
final class RateLimits {

    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private final Map<UUID, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether the key may call now; counts the call if so. */
    boolean allow(ApiKey key) {
        Integer limit = key.rateLimit();
        if (limit == null || key.id() == null) {
            return true;
        }
        boolean[] allowed = new boolean[1];
        buckets.compute(
                key.id(),
                (id, before) -> {
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
