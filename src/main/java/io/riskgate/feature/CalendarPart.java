package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What of a date and time a calendar feature takes. */
enum CalendarPart {
    WEEKEND,
    WEEKDAY,
    HOUR,
    DAY_OF_MONTH,
    HOURS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those that stand as a word; hours come with their bounds. */
    static List<String> words() {
        return Arrays.stream(values())
                .filter(part -> part != HOURS)
                .map(CalendarPart::word)
                .toList();
    }

    static @Nullable CalendarPart ofWord(String word) {
        return Arrays.stream(values())
                .filter(part -> part != HOURS && part.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}
