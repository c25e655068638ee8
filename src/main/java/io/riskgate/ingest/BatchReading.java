package io.riskgate.ingest;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The reading of a batch of transactions, each with faults of its own. */
final class BatchReading extends ObjectReading<BatchReading.Field> {

    private static final FieldNames<Field> NAMES = FieldNames.of(Field.class, Field.TRANSACTIONS);

    private final UnknownFields unknownFields;
    private final Instant latest;
    private final List<TransactionBatch.Item> items = new ArrayList<>();

    enum Field {
        TRANSACTIONS
    }

    BatchReading(JsonParser parser, Faults faults, UnknownFields unknownFields, Instant latest) {
        super(NAMES, parser, faults, "");
        this.unknownFields = unknownFields;
        this.latest = latest;
    }

    @Nullable TransactionBatch batch() {
        readObject(unknownFields);
        return faults.isEmpty() ? new TransactionBatch(items) : null;
    }

    @Override
    void read(Field field) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            scalars.refuseType("an array");
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() <= TransactionBatch.MAX_ITEMS) {
                items.add(item());
            } else {
                parser.skipChildren();
            }
        }
        if (items.size() > TransactionBatch.MAX_ITEMS) {
            faults.add(
                    FaultCode.TOO_MANY,
                    "transactions must have at most " + TransactionBatch.MAX_ITEMS + " entries.");
        }
    }

    private TransactionBatch.Item item() {
        Faults own = new Faults();
        Transaction transaction =
                new TransactionReading(parser, own, unknownFields, latest).transaction();
        return transaction == null
                ? new TransactionBatch.Refused(own.refusal())
                : new TransactionBatch.Readable(transaction);
    }
}
