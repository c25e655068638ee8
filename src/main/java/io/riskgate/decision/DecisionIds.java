package io.riskgate.decision;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names of decisions: UUIDs of version 7 (RFC 9562, section 5.7), which sort by time. */
final class DecisionIds {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private DecisionIds() {}

    static UUID at(Instant time) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long head = time.toEpochMilli() << 16 | VERSION | random.nextInt(1 << 12);
        return new UUID(head, VARIANT | random.nextLong() >>> 2);
    }
}
