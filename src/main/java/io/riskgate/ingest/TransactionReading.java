package io.riskgate.ingest;

import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The reading of one transaction (contract section 3). */
final class TransactionReading extends ObjectReading<TransactionReading.Field> {

    private static final FieldNames<Field> NAMES =
            FieldNames.of(
                    Field.class,
                    Field.TRANSACTION_ID,
                    Field.OCCURRED_AT,
                    Field.AMOUNT,
                    Field.ACCOUNT_ID);
    private static final Channel[] CHANNELS = Channel.values();

    private final UnknownFields unknownFields;
    private final Instant latest;
    private final Map<Identifier, String> identifiers = new EnumMap<>(Identifier.class);
    private @Nullable String transactionId;
    private @Nullable Instant occurredAt;
    private @Nullable Amount amount;
    private @Nullable Channel channel = Channel.OTHER;
    private @Nullable String merchantCategory;
    private @Nullable String merchantCountry;
    private @Nullable String cardCountry;
    private @Nullable Double latitude;
    private @Nullable Double longitude;
    private Attributes attributes = Attributes.NONE;

    enum Field {
        TRANSACTION_ID,
        OCCURRED_AT,
        AMOUNT,
        ACCOUNT_ID,
        CHANNEL,
        CARD_ID,
        MERCHANT_ID,
        TERMINAL_ID,
        DEVICE_ID,
        IP_ADDRESS,
        COUNTERPARTY_ID,
        MERCHANT_CATEGORY,
        MERCHANT_COUNTRY,
        CARD_COUNTRY,
        LATITUDE,
        LONGITUDE,
        ATTRIBUTES
    }

    TransactionReading(
            JsonParser parser, Faults faults, UnknownFields unknownFields, Instant latest) {
        super(NAMES, parser, faults, "");
        this.unknownFields = unknownFields;
        this.latest = latest;
    }

    /** The transaction, or null where a fault was noted. */
    @Nullable Transaction transaction() {
        readObject(unknownFields);
        if (!faults.isEmpty() || transactionId == null || occurredAt == null) {
            return null;
        }
        if (amount == null || channel == null) {
            return null;
        }
        return new Transaction(
                transactionId,
                occurredAt,
                amount,
                channel,
                Identifiers.of(identifiers),
                new Circumstances(
                        merchantCategory, merchantCountry, cardCountry, latitude, longitude),
                attributes);
    }

    @Override
    void read(Field field) {
        switch (field) {
            case TRANSACTION_ID -> transactionId = scalars.key();
            case OCCURRED_AT -> occurredAt = occurredAt();
            case AMOUNT -> amount = new AmountReading(parser, faults).amount(unknownFields);
            case CHANNEL -> channel = scalars.oneOf(CHANNELS);
            case ACCOUNT_ID -> put(Identifier.ACCOUNT_ID, scalars.token());
            case CARD_ID -> put(Identifier.CARD_ID, scalars.token());
            case COUNTERPARTY_ID -> put(Identifier.COUNTERPARTY_ID, scalars.token());
            case MERCHANT_ID -> put(Identifier.MERCHANT_ID, scalars.identifier());
            case TERMINAL_ID -> put(Identifier.TERMINAL_ID, scalars.identifier());
            case DEVICE_ID -> put(Identifier.DEVICE_ID, scalars.identifier());
            case IP_ADDRESS -> put(Identifier.IP_ADDRESS, scalars.ipAddress());
            case MERCHANT_CATEGORY -> merchantCategory = scalars.identifier();
            case MERCHANT_COUNTRY -> merchantCountry = scalars.country();
            case CARD_COUNTRY -> cardCountry = scalars.country();
            case LATITUDE -> latitude = scalars.degrees(90);
            case LONGITUDE -> longitude = scalars.degrees(180);
            case ATTRIBUTES ->
                    attributes = new AttributesReading(parser, faults, scalars).attributes();
        }
    }

    private void put(Identifier kind, @Nullable String value) {
        if (value != null) {
            identifiers.put(kind, value);
        }
    }

    private @Nullable Instant occurredAt() {
        Instant instant = scalars.instant();
        if (instant == null || !instant.isAfter(latest)) {
            return instant;
        }
        faults.add(
                FaultCode.OUT_OF_RANGE,
                "occurredAt must not be more than 24 hours after the time of receipt.");
        return null;
    }
}
