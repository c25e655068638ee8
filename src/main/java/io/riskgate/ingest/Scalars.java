package io.riskgate.ingest;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the value a parser stands on as one of the contract's scalars; null means that it was a
 * fault, which is noted.
 */
final class Scalars {

    private static final int MAX_IDENTIFIER = 64;
    private static final Set<String> COUNTRIES =
            Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    private final JsonParser parser;
    private final Faults faults;

    Scalars(JsonParser parser, Faults faults) {
        this.parser = parser;
        this.faults = faults;
    }

    /** Notes that something else was expected, and steps over what is there. */
    void refuseType(String expected) {
        faults.add(
                FaultCode.INVALID_TYPE,
                (faults.path().isEmpty() ? "This" : faults.path()) + " must be " + expected + ".");
        parser.skipChildren();
    }

    @Nullable String text() {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        refuseType("a string");
        return null;
    }

    /** Text of at most {@code limit} characters that can be stored. */
    @Nullable String text(int limit) {
        String text = text();
        if (text == null) {
            return null;
        }
        if (text.codePointCount(0, text.length()) > limit) {
            return refuse(FaultCode.TOO_LONG, " must have at most " + limit + " characters.");
        }
        return Characters.areStorable(text)
                ? text
                : refuse(FaultCode.INVALID_FORMAT, " must be Unicode text without NUL.");
    }

    /** At most 64 printable characters. */
    @Nullable String identifier() {
        String text = text(MAX_IDENTIFIER);
        return text == null || Characters.arePrintable(text)
                ? text
                : refuse(
                        FaultCode.INVALID_FORMAT,
                        " must be 1 to 64 printable characters, not only spaces.");
    }

    /** An identifier that is no card number. */
    @Nullable String token() {
        String identifier = identifier();
        return identifier == null || !CardNumbers.is(identifier.strip())
                ? identifier
                : refuseCardNumber();
    }

    /** 1 to 64 of {@code A-Za-z0-9._:-}. */
    @Nullable String key() {
        String text = text();
        return text == null || Characters.areKey(text)
                ? text
                : refuse(
                        FaultCode.INVALID_FORMAT,
                        " must be 1 to 64 characters of A-Z, a-z, 0-9 and . _ : -");
    }

    @Nullable Instant instant() {
        String text = text();
        Instant instant = text == null ? null : Timestamps.parse(text);
        return text == null || instant != null
                ? instant
                : refuse(
                        FaultCode.INVALID_FORMAT,
                        " must be an RFC 3339 date-time with an offset, such as"
                                + " 2026-11-23T10:15:30.123Z; years 0000 to 9999, no leap second.");
    }

    <E extends Enum<E>> @Nullable E oneOf(E[] constants) {
        String text = text();
        for (E constant : constants) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        return text == null
                ? null
                : refuse(
                        FaultCode.UNKNOWN_VALUE,
                        " must be one of " + Arrays.toString(constants) + ".");
    }

    @Nullable Currency currency() {
        String text = text();
        Currency currency = text == null ? null : Currencies.find(text);
        return text == null || currency != null
                ? currency
                : refuse(FaultCode.UNKNOWN_VALUE, " must be an ISO 4217 code in capitals.");
    }

    @Nullable String country() {
        String text = text();
        return text == null || COUNTRIES.contains(text)
                ? text
                : refuse(FaultCode.UNKNOWN_VALUE, " must be an ISO 3166 alpha-2 code in capitals.");
    }

    @Nullable String ipAddress() {
        String text = text();
        return text == null || IpLiterals.is(text)
                ? text
                : refuse(FaultCode.INVALID_FORMAT, " must be an IPv4 or IPv6 literal.");
    }

    /** An integer literal of 0 to {@code max}: no fraction, no exponent, no string. */
    @Nullable Long integer(long max) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            refuseType("an integer, written without fraction, exponent or quotes");
            return null;
        }
        String digits = parser.getString();
        long value = digits.length() > 18 ? -1 : Long.parseLong(digits);
        return value >= 0 && value <= max
                ? (Long) value
                : refuse(FaultCode.OUT_OF_RANGE, " must be 0 to " + max + ".");
    }

    /** A number of degrees, {@code -limit} to {@code limit}. */
    @Nullable Double degrees(double limit) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            refuseType("a number");
            return null;
        }
        double value = Double.parseDouble(parser.getString());
        return Math.abs(value) <= limit
                ? (Double) (value + 0.0)
                : refuse(
                        FaultCode.OUT_OF_RANGE,
                        " must be " + (long) -limit + " to " + (long) limit + " degrees.");
    }

    /** Notes a card number, without repeating it. */
    <T> @Nullable T refuseCardNumber() {
        return refuse(
                FaultCode.CARD_NUMBER_NOT_ACCEPTED,
                " holds a payment card number, which is not accepted: send a token instead.");
    }

    private <T> @Nullable T refuse(FaultCode code, String message) {
        faults.add(code, faults.path() + message);
        return null;
    }
}
