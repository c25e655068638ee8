package io.riskgate.transaction;

import java.util.Currency;
import java.util.Objects;

/**
 * A sum of money, exact.
 *
 * @param value in the currency's minor units (ISO 4217 exponent), 0 to {@link #MAX_VALUE}
 * @param currency an ISO 4217 code
 */
public record Amount(long value, Currency currency) {

    /** The largest amount accepted, in minor units. */
    public static final long MAX_VALUE = 999_999_999_999L;

    private static final double[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000};

    public Amount {
        Objects.requireNonNull(currency, "currency");
        if (value < 0 || value > MAX_VALUE) {
            throw new IllegalArgumentException("amount out of range: " + value);
        }
    }

    /** The amount in major units: 12345 EUR cents are 123.45. */
    public double majorUnits() {
        return value / minorPerMajor(currency);
    }

    /**
     * How many minor units make one major unit: 100 for EUR, 1 for JPY, 1000 for BHD, 1 where ISO
     * 4217 names no exponent.
     */
    public static double minorPerMajor(Currency currency) {
        return POWERS_OF_TEN[Math.max(0, currency.getDefaultFractionDigits())];
    }
}
