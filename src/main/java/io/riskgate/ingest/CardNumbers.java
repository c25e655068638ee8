package io.riskgate.ingest;

/**
 * Tells payment card numbers from other digits: 13 to 19 digits, alone or in groups parted by
 * single spaces or hyphens, that begin with an issuer range in use, have a length that range has,
 * and pass Luhn (ISO/IEC 7812-1).
 */
final class CardNumbers {

    private static final int MIN_DIGITS = 13;
    private static final int MAX_DIGITS = 19;

    /* First and last prefix at six digits, and the lengths issued. */
    private static final int[][] RANGES = {
        {220000, 220499, 16, 19}, // Mir
        {222100, 272099, 16, 16}, // Mastercard
        {300000, 305999, 14, 19}, // Diners Club
        {309500, 309599, 14, 19}, // Diners Club
        {340000, 349999, 15, 15}, // American Express
        {352800, 358999, 16, 19}, // JCB
        {360000, 369999, 14, 19}, // Diners Club
        {370000, 379999, 15, 15}, // American Express
        {380000, 399999, 14, 19}, // Diners Club
        {400000, 499999, 13, 19}, // Visa
        {500000, 509999, 13, 19}, // Maestro, Elo, Verve, RuPay
        {510000, 559999, 16, 16}, // Mastercard
        {560000, 589999, 13, 19}, // Maestro
        {600000, 699999, 13, 19}, // Discover, UnionPay, Maestro, RuPay, Hipercard
        {810000, 829999, 16, 19}, // RuPay, UnionPay
        {979200, 979289, 16, 16}, // Troy
    };

    private CardNumbers() {}

    /** Whether the whole text is a card number. */
    static boolean is(String text) {
        return startsWithDigit(text, 0) && endOfRun(text, 0) == text.length() && isRun(text, 0);
    }

    /**
     * Whether a card number stands anywhere in the text, not run together with letters or further
     * digits.
     */
    static boolean occursIn(String text) {
        if (text.length() < MIN_DIGITS) {
            return false;
        }
        int at = 0;
        while (at < text.length()) {
            if (!startsWithDigit(text, at)) {
                at++;
                continue;
            }
            int end = endOfRun(text, at);
            if (isBounded(text, at, end) && isRun(text, at)) {
                return true;
            }
            at = end;
        }
        return false;
    }

    private static boolean startsWithDigit(String text, int at) {
        return at < text.length() && isDigit(text.charAt(at));
    }

    /* Digits with at most one space or hyphen between them. */
    private static int endOfRun(String text, int from) {
        int at = from;
        while (at < text.length()) {
            if (isDigit(text.charAt(at))) {
                at++;
            } else if (isSeparator(text.charAt(at)) && startsWithDigit(text, at + 1)) {
                at += 2;
            } else {
                break;
            }
        }
        return at;
    }

    private static boolean isBounded(String text, int from, int to) {
        return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
                && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
    }

    private static boolean isRun(String text, int from) {
        int[] digits = new int[MAX_DIGITS];
        int count = 0;
        int end = endOfRun(text, from);
        for (int at = from; at < end; at++) {
            char character = text.charAt(at);
            if (!isDigit(character)) {
                continue;
            }
            if (count == MAX_DIGITS) {
                return false;
            }
            digits[count++] = character - '0';
        }
        return count >= MIN_DIGITS && isIssued(digits, count) && passesLuhn(digits, count);
    }

    private static boolean isIssued(int[] digits, int count) {
        int prefix = 0;
        for (int at = 0; at < 6; at++) {
            prefix = prefix * 10 + digits[at];
        }
        for (int[] range : RANGES) {
            if (prefix >= range[0] && prefix <= range[1]) {
                return count >= range[2] && count <= range[3];
            }
        }
        return false;
    }

    private static boolean passesLuhn(int[] digits, int count) {
        int sum = 0;
        for (int at = 0; at < count; at++) {
            int digit = digits[count - 1 - at] * (at % 2 == 0 ? 1 : 2);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isSeparator(char character) {
        return character == ' ' || character == '-';
    }
}
