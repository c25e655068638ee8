package io.riskgate.feature;

import java.util.Currency;

/** Numbers for currencies that fit into 15 bits, never 0. */
final class Currencies {

    private static final int LETTERS = 26;

    private Currencies() {}

    /** The number of an ISO 4217 code: its three letters, each a digit to the base of 26. */
    static int number(Currency currency) {
        String code = currency.getCurrencyCode();
        int number = 0;
        for (int i = 0; i < code.length(); i++) {
            number = number * LETTERS + code.charAt(i) - 'A';
        }
        return number + 1;
    }
}
