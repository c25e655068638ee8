package io.riskgate.ingest;

import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.Transaction;

import java.util.List;

/** Transactions that came in one request, in its order. */
public record TransactionBatch(List<Item> items) {

    /** The most transactions one batch may hold. */
    public static final int MAX_ITEMS = 1_000;

    public TransactionBatch {
        items = List.copyOf(items);
    }

    /** One of them, readable or not. */
    public sealed interface Item {}

    /** One that can be decided. */
    public record Readable(Transaction transaction) implements Item {}

    /** One that cannot, and why. */
    public record Refused(RefusedException refusal) implements Item {}
}
