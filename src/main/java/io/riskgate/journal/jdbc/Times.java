package io.riskgate.journal.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;

/** Times as the texts that PostgreSQL takes. */
final class Times {

    /*
     * The driver writes the elements of an array as text, and a java.sql.Timestamp in the JVM's own zone with years it
     * counts its own way; ISO 8601 in UTC means the same to everyone. PostgreSQL has no year 0: the year before 1 is 1 BC.
     */
    private static final String BEFORE_CHRIST = " BC";

    private Times() {}

    static String text(Instant instant) {
        String text = instant.toString();
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        return year > 0
                ? text
                : "%04d%s%s"
                        .formatted(1 - year, text.substring(text.indexOf('-', 1)), BEFORE_CHRIST);
    }

    static Instant instant(String text) {
        if (!text.endsWith(BEFORE_CHRIST)) {
            return Instant.parse(text);
        }
        int year = 1 - Integer.parseInt(text.substring(0, text.indexOf('-')));
        String rest = text.substring(text.indexOf('-'), text.length() - BEFORE_CHRIST.length());
        return Instant.parse((year < 0 ? "-%04d" : "%04d").formatted(Math.abs(year)) + rest);
    }
}
