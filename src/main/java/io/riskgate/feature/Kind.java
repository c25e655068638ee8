package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be computed over the events of an entity. */
enum Kind {
    COUNT(Of.NONE, true),
    SUM(Of.NUMBER, true),
    MEAN(Of.NUMBER, true),
    STDDEV(Of.NUMBER, true),
    MIN(Of.NUMBER, true),
    MAX(Of.NUMBER, true),
    DISTINCT(Of.VALUE, true),
    FRAUD_RATE(Of.NONE, true),
    SINCE_LAST(Of.NONE, false),
    FIRST_SEEN(Of.NONE, false),
    TRAVEL_SPEED(Of.NONE, false);

    /** What {@code of} must name. */
    enum Of {
        NONE,
        NUMBER,
        VALUE
    }

    private final Of of;
    private final boolean overRequired;

    Kind(Of of, boolean overRequired) {
        this.of = of;
        this.overRequired = overRequired;
    }

    Of of() {
        return of;
    }

    boolean isOverRequired() {
        return overRequired;
    }

    /** As a features file writes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Kind::word).toList();
    }

    static @Nullable Kind ofWord(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElse(null);
    }
}
