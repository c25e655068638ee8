package io.riskgate.ingest;

import io.riskgate.transaction.Amount;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;

import java.util.Currency;

/** The reading of an amount: minor units and currency. */
final class AmountReading extends ObjectReading<AmountReading.Field> {

    private static final FieldNames<Field> NAMES =
            FieldNames.of(Field.class, Field.VALUE, Field.CURRENCY);

    private @Nullable Long value;
    private @Nullable Currency currency;

    enum Field {
        VALUE,
        CURRENCY
    }

    AmountReading(JsonParser parser, Faults faults) {
        super(NAMES, parser, faults, "amount");
    }

    @Override
    void read(Field field) {
        switch (field) {
            case VALUE -> value = scalars.integer(Amount.MAX_VALUE);
            case CURRENCY -> currency = scalars.currency();
        }
    }

    @Nullable Amount amount(UnknownFields unknownFields) {
        readObject(unknownFields);
        return value == null || currency == null ? null : new Amount(value, currency);
    }
}
