package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as a features file writes them: a whole number and a unit. */
final class Span {

    static final String ALLOWED = "a whole number and one of s, m, h, d, such as 90s, 15m, 24h, 7d";

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})([a-zA-Z]*)");
    private static final String[] UNITS = {"d", "h", "m", "s"};
    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000};

    private Span() {}

    /** Its milliseconds, or null where the text is none. */
    static @Nullable Long millis(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(matcher.group(2))) {
                return Long.parseLong(matcher.group(1)) * MILLIS[i];
            }
        }
        return null;
    }

    /** The text in the largest unit that divides it: 24h and 1d are the same definition. */
    static String text(long millis) {
        for (int i = 0; i < UNITS.length; i++) {
            if (millis % MILLIS[i] == 0) {
                return millis / MILLIS[i] + UNITS[i];
            }
        }
        throw new IllegalArgumentException("not in whole seconds: " + millis);
    }
}
