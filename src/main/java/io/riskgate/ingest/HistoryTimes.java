package io.riskgate.ingest;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** When a line of history happened, before all of it is read. */
public final class HistoryTimes {

    private HistoryTimes() {}

    /**
     * The time that a field of a JSON object holds, of the object itself and not of one within;
     * null where there is none that can be read.
     */
    public static @Nullable Instant of(byte[] json, String field) {
        String text = StrictJson.member(json, field);
        return text == null ? null : Timestamps.parse(text);
    }
}
