package io.riskgate.ingest;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A record that came over Kafka and could not be taken, as it was received.
 *
 * @param id in the order of arrival
 * @param receivedAt when the workbench got it
 */
public record DeadLetter(
        long id, Origin origin, Content content, Fault fault, Instant receivedAt, State state) {

    /** How it stands. */
    public enum Status {
        /** Waits for someone. */
        OPEN,
        /** Went through its door after all. */
        REPLAYED,
        /** Will never go through. */
        DISCARDED
    }

    /**
     * Where it stood.
     *
     * @param timestamp of the record, in milliseconds since 1970
     */
    public record Origin(String topic, int partition, long offset, long timestamp) {}

    /** What it held, as received. */
    public record Content(byte @Nullable [] key, byte @Nullable [] payload) {}

    /**
     * Why it was not taken.
     *
     * @param code one of contract section 6
     */
    public record Fault(String code, String detail) {}

    /**
     * What became of it.
     *
     * @param revision raised by every change
     * @param corrected what went through in its place, null where it went through as it was
     */
    public record State(
            Status status,
            long revision,
            @Nullable Instant resolvedAt,
            @Nullable String resolvedBy,
            byte @Nullable [] corrected) {}

    /** A letter on its way into the workbench. */
    public record Arrival(Origin origin, Content content, Fault fault) {}
}
