package io.riskgate.training;

import java.time.Instant;

/** A stretch of event time, {@code from} in, {@code to} out. */
record Window(Instant from, Instant to) {

    boolean contains(long millis) {
        return millis >= from.toEpochMilli() && millis < to.toEpochMilli();
    }
}
