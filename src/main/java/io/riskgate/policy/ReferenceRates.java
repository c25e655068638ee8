package io.riskgate.policy;

import io.riskgate.transaction.Amount;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one major unit of a currency is worth in the reference currency. Used where amounts of
 * different currencies are compared or added (posture, amount at risk), never where money is
 * counted.
 *
 * @param currency the reference currency, EUR unless configured
 * @param perUnit by currency code; configured ones are added to the built-in ones
 */
@ConfigurationProperties("riskgate.rates")
public record ReferenceRates(
        @DefaultValue("EUR") Currency currency, @DefaultValue Map<String, Double> perUnit) {

    /*
     * Rounded yearly averages in euros, to be replaced by the operator's own. They only hold while the reference
     * currency is EUR; with another one, only configured rates count.
     */
    private static final Map<String, Double> BUILT_IN =
            Map.ofEntries(
                    Map.entry("USD", 0.9),
                    Map.entry("GBP", 1.17),
                    Map.entry("CHF", 1.05),
                    Map.entry("JPY", 0.006),
                    Map.entry("CNY", 0.125),
                    Map.entry("INR", 0.0105),
                    Map.entry("CAD", 0.65),
                    Map.entry("AUD", 0.59),
                    Map.entry("NZD", 0.54),
                    Map.entry("SEK", 0.088),
                    Map.entry("NOK", 0.086),
                    Map.entry("DKK", 0.134),
                    Map.entry("PLN", 0.23),
                    Map.entry("CZK", 0.04),
                    Map.entry("HUF", 0.0025),
                    Map.entry("RON", 0.2),
                    Map.entry("BRL", 0.16),
                    Map.entry("MXN", 0.048),
                    Map.entry("ZAR", 0.05),
                    Map.entry("TRY", 0.022),
                    Map.entry("SGD", 0.69),
                    Map.entry("HKD", 0.115),
                    Map.entry("KRW", 0.00064),
                    Map.entry("BHD", 2.4),
                    Map.entry("KWD", 2.95),
                    Map.entry("AED", 0.245),
                    Map.entry("SAR", 0.24),
                    Map.entry("ILS", 0.25));

    public ReferenceRates {
        Map<String, Double> all = new HashMap<>();
        if (currency.getCurrencyCode().equals("EUR")) {
            all.putAll(BUILT_IN);
        }
        perUnit.forEach((code, rate) -> all.put(code.toUpperCase(Locale.ROOT), positive(rate)));
        all.put(currency.getCurrencyCode(), 1.0);
        perUnit = Map.copyOf(all);
    }

    /** The built-in rates in euros. */
    public static ReferenceRates standard() {
        return new ReferenceRates(Currency.getInstance("EUR"), Map.of());
    }

    /** The amount in major units of the reference currency; empty where no rate is known. */
    public OptionalDouble convert(Amount amount) {
        return Optional.ofNullable(perUnit.get(amount.currency().getCurrencyCode()))
                .map(rate -> OptionalDouble.of(rate * amount.majorUnits()))
                .orElse(OptionalDouble.empty());
    }

    private static double positive(double rate) {
        if (rate > 0 && rate < Double.POSITIVE_INFINITY) {
            return rate;
        }
        throw new IllegalArgumentException("riskgate.rates.per-unit must be positive: " + rate);
    }
}
