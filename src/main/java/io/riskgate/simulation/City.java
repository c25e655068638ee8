package io.riskgate.simulation;

import java.util.Currency;

/**
 * A place where people live and shop.
 *
 * @param perEuro units of its currency one euro buys
 */
enum City {
    BERLIN("DE", 52.52, 13.40, "EUR", 1),
    MUNICH("DE", 48.14, 11.58, "EUR", 1),
    PARIS("FR", 48.86, 2.35, "EUR", 1),
    LYON("FR", 45.76, 4.84, "EUR", 1),
    MADRID("ES", 40.42, -3.70, "EUR", 1),
    ROME("IT", 41.90, 12.50, "EUR", 1),
    VIENNA("AT", 48.21, 16.37, "EUR", 1),
    AMSTERDAM("NL", 52.37, 4.90, "EUR", 1),
    LISBON("PT", 38.72, -9.14, "EUR", 1),
    HELSINKI("FI", 60.17, 24.94, "EUR", 1),
    ZURICH("CH", 47.37, 8.54, "CHF", 0.94),
    LONDON("GB", 51.51, -0.13, "GBP", 0.85),
    NEW_YORK("US", 40.71, -74.01, "USD", 1.08),
    TOKYO("JP", 35.68, 139.69, "JPY", 161);

    /** How many of the cities, from the first on, cardholders live in. */
    static final int HOMES = 10;

    private final String country;
    private final double latitude;
    private final double longitude;
    private final Currency currency;
    private final double perEuro;

    City(String country, double latitude, double longitude, String currency, double perEuro) {
        this.country = country;
        this.latitude = latitude;
        this.longitude = longitude;
        this.currency = Currency.getInstance(currency);
        this.perEuro = perEuro;
    }

    String country() {
        return country;
    }

    double latitude() {
        return latitude;
    }

    double longitude() {
        return longitude;
    }

    Currency currency() {
        return currency;
    }

    double perEuro() {
        return perEuro;
    }
}
