package io.riskgate.ingest;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;

/**
 * Reads RFC 3339 date-times: years 0000 to 9999, an offset always, any number of fractional digits
 * of which milliseconds are kept. A leap second is refused: no clock here can hold it.
 */
final class Timestamps {

    private static final int OFFSET_OF_FRACTION = 19;
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Timestamps() {}

    /** The instant, or null where the text is no such date-time. */
    static @Nullable Instant parse(String text) {
        if (text.length() < OFFSET_OF_FRACTION + 1 || !hasShape(text)) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23) {
            return null;
        }
        if (minute < 0 || minute > 59 || second < 0 || second > 59 || year < 0) {
            return null;
        }
        if (day > YearMonth.of(year, month).lengthOfMonth()) {
            return null;
        }
        return withFractionAndOffset(
                text,
                IsoChronology.INSTANCE.epochSecond(
                        year, month, day, hour, minute, second, ZoneOffset.UTC));
    }

    private static boolean hasShape(String text) {
        char separator = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (separator == 'T' || separator == 't')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static @Nullable Instant withFractionAndOffset(String text, long localSecond) {
        int at = OFFSET_OF_FRACTION;
        int millis = 0;
        if (text.charAt(at) == '.') {
            int first = ++at;
            int weight = 100;
            while (at < text.length() && isDigit(text.charAt(at))) {
                millis += (text.charAt(at++) - '0') * weight;
                weight /= 10;
            }
            if (at == first) {
                return null;
            }
        }
        Integer offset = offsetSeconds(text, at);
        if (offset == null) {
            return null;
        }
        Instant instant = Instant.ofEpochSecond(localSecond - offset, millis * 1_000_000L);
        return instant.isBefore(FIRST) || !instant.isBefore(END) ? null : instant;
    }

    private static @Nullable Integer offsetSeconds(String text, int at) {
        int length = text.length() - at;
        if (length == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return 0;
        }
        if (length != 6 || text.charAt(at + 3) != ':') {
            return null;
        }
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, at + 4, at + 6);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return null;
        }
        int seconds = hours * 3600 + minutes * 60;
        return switch (text.charAt(at)) {
            case '+' -> seconds;
            case '-' -> -seconds;
            default -> null;
        };
    }

    /* Minus one where any of them is no digit. */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            char digit = text.charAt(at);
            if (!isDigit(digit)) {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
