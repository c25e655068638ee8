package io.riskgate.ingest;

import io.riskgate.transaction.Attributes;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The reading of a transaction's attributes: scalars by name, whatever the names are. */
final class AttributesReading {

    private static final String PATH = "attributes";
    private static final int MAX_TEXT = 256;

    /* Below the largest long by more than a double can be off there. */
    private static final double SAFELY_LONG = 9.2e18;

    private final JsonParser parser;
    private final Faults faults;
    private final Scalars scalars;
    private final Map<String, Object> values = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    AttributesReading(JsonParser parser, Faults faults, Scalars scalars) {
        this.parser = parser;
        this.faults = faults;
        this.scalars = scalars;
    }

    /** The attributes the parser stands on; those without fault where there is one. */
    Attributes attributes() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            scalars.refuseType("an object");
            return Attributes.NONE;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            faults.at(PATH, name);
            attribute(name);
        }
        if (values.size() > Attributes.MAX_ENTRIES) {
            faults.at("", PATH);
            faults.add(
                    FaultCode.TOO_MANY,
                    "attributes must have at most " + Attributes.MAX_ENTRIES + " entries.");
            return Attributes.NONE;
        }
        return Attributes.of(values);
    }

    private void attribute(String name) {
        if (!names.add(name)) {
            faults.add(FaultCode.DUPLICATE_KEY, faults.path() + " is given more than once.");
            parser.skipChildren();
            return;
        }
        if (!isName(name)) {
            parser.skipChildren();
            return;
        }
        Object value = value();
        if (value != null) {
            values.put(name, value);
        }
    }

    private boolean isName(String name) {
        if (CardNumbers.occursIn(name)) {
            scalars.refuseCardNumber();
            return false;
        }
        if (!Characters.areKey(name)) {
            faults.add(
                    FaultCode.INVALID_FORMAT,
                    "The name of an attribute must be 1 to 64 characters of A-Z, a-z, 0-9 and"
                            + " . _ : -");
            return false;
        }
        return true;
    }

    private @Nullable Object value() {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            default -> {
                scalars.refuseType("a string, a number, a boolean or null");
                yield null;
            }
        };
    }

    private @Nullable Object text() {
        String text = scalars.text(MAX_TEXT);
        return text == null || !CardNumbers.occursIn(text) ? text : scalars.refuseCardNumber();
    }

    /* Written as 4111111111111111.0 or with an exponent it is the same number. */
    private @Nullable Object number(String literal) {
        double number = Double.parseDouble(literal);
        if (Double.isInfinite(number)) {
            faults.add(FaultCode.OUT_OF_RANGE, faults.path() + " must be a finite number.");
            return null;
        }
        boolean fitsLong = number == Math.rint(number) && Math.abs(number) < SAFELY_LONG;
        boolean integer = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
        if (!fitsLong) {
            return number;
        }
        long whole = integer ? Long.parseLong(literal) : (long) number;
        if (CardNumbers.is(Long.toString(Math.abs(whole)))) {
            return scalars.refuseCardNumber();
        }
        return integer ? (Object) whole : (Object) number;
    }
}
