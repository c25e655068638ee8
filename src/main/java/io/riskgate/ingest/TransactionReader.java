package io.riskgate.ingest;

import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.Transaction;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Reads transactions from JSON, strictly: all that is wrong with one is told at once. */
public final class TransactionReader {

    private static final Duration MAX_AHEAD = Duration.ofHours(24);

    private final UnknownFields unknownFields;
    private final InstantSource clock;

    /**
     * A reader of one door.
     *
     * @param clock tells the time of receipt
     */
    public TransactionReader(UnknownFields unknownFields, InstantSource clock) {
        this.unknownFields = unknownFields;
        this.clock = clock;
    }

    /**
     * The transaction that this JSON text in UTF-8 describes.
     *
     * @throws RefusedException with every fault found
     */
    public Transaction read(byte[] json) {
        Instant latest = latest();
        return StrictJson.read(
                json,
                (parser, faults) ->
                        new TransactionReading(parser, faults, unknownFields, latest)
                                .transaction());
    }

    /**
     * The transactions of {@code {"transactions": […]}}, in order, each with its own faults.
     *
     * @throws RefusedException where the batch as a whole cannot be read
     */
    public TransactionBatch readBatch(byte[] json) {
        Instant latest = latest();
        return StrictJson.read(
                json,
                (parser, faults) ->
                        new BatchReading(parser, faults, unknownFields, latest).batch());
    }

    private Instant latest() {
        return clock.instant().plus(MAX_AHEAD);
    }
}
