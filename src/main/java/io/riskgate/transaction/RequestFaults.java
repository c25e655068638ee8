package io.riskgate.transaction;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what is wrong with the fields of a request, so that all is said at once. */
public final class RequestFaults {

    private static final String CODE = ErrorCode.INVALID_REQUEST.code();

    private final List<FieldFault> faults = new ArrayList<>();

    /** Something is wrong with a field. */
    public void add(String field, String message) {
        faults.add(new FieldFault(field, CODE, message));
    }

    /** A text that must be there, of at most this many characters. */
    public String text(String field, @Nullable String value, int most) {
        if (value == null || value.isBlank()) {
            add(field, field + " is required");
        } else if (value.length() > most) {
            add(field, field + " must have at most " + most + " characters");
        } else if (value.indexOf('\0') >= 0) {
            add(field, field + " must not contain the character U+0000");
        }
        return value == null ? "" : value;
    }

    /** A text that may be absent. */
    public @Nullable String optionalText(String field, @Nullable String value, int most) {
        return value == null ? null : text(field, value, most);
    }

    /**
     * One of an enum's names; {@code absent} where it is not given, required where that is null.
     */
    public <E extends Enum<E>> @Nullable E oneOf(
            String field, @Nullable String value, Class<E> names, @Nullable E absent) {
        if (value == null) {
            if (absent == null) {
                add(field, field + " is required");
            }
            return absent;
        }
        for (E name : names.getEnumConstants()) {
            if (name.name().equals(value)) {
                return name;
            }
        }
        add(field, field + " must be one of " + Arrays.toString(names.getEnumConstants()));
        return absent;
    }

    /** An RFC 3339 time with an offset, in whole milliseconds; null where absent. */
    public @Nullable Instant time(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException unreadable) {
            add(field, field + " must be a time such as 2026-11-23T10:15:30Z");
            return null;
        }
    }

    /** The revision that a write must name. */
    public long revision(@Nullable Long value) {
        if (value == null) {
            add("revision", "revision is required: the one that was read");
        }
        return value == null ? -1 : value;
    }

    /**
     * Lets a request without faults pass.
     *
     * @throws RefusedException with all of them otherwise
     */
    public void refuse() {
        if (!faults.isEmpty()) {
            throw RefusedException.invalid(faults);
        }
    }
}
