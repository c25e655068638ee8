package io.riskgate.ingest;

import org.jspecify.annotations.Nullable;

import java.util.Currency;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The currencies of ISO 4217, by code. */
final class Currencies {

    private static final Map<String, Currency> BY_CODE =
            Currency.getAvailableCurrencies().stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Currency::getCurrencyCode, Function.identity()));

    private Currencies() {}

    static @Nullable Currency find(String code) {
        return BY_CODE.get(code);
    }
}
