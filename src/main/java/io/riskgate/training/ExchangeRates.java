package io.riskgate.training;

import io.riskgate.transaction.Amount;

import java.util.Map;

/**
 * What other currencies are worth in the currency of the costs; one that is not named counts one to
 * one.
 *
 * @param perUnit by ISO 4217 code
 */
record ExchangeRates(Map<String, Double> perUnit) {

    /** In euros, roughly: costs need no better. */
    static final ExchangeRates DEFAULTS =
            new ExchangeRates(
                    Map.of("USD", 0.92, "GBP", 1.17, "CHF", 1.06, "JPY", 0.0062, "EUR", 1.0));

    ExchangeRates {
        perUnit = Map.copyOf(perUnit);
    }

    double convert(Amount amount) {
        return amount.majorUnits() * perUnit.getOrDefault(amount.currency().getCurrencyCode(), 1.0);
    }
}
