package io.riskgate.ingest;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads one JSON text (RFC 8259) in UTF-8: well formed to its last byte, nothing after it. */
final class StrictJson {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_BYTES = 1 << 20;

    /* Numbers may be as long as a body, so that a long one is told of its range and not of its digits. */
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNumberLength(MAX_BYTES)
                                    .maxNameLength(MAX_BYTES)
                                    .build())
                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                    .build();

    private StrictJson() {}

    /** What a text says; it notes what is wrong in {@code faults} and may then answer null. */
    interface Content<T> {
        @Nullable T read(JsonParser parser, Faults faults);
    }

    /**
     * Reads a whole text; the parser stands on its first token when {@code content} is asked.
     *
     * @throws RefusedException malformed_json, or with all the faults that were noted
     */
    static <T> T read(byte[] json, Content<T> content) {
        requireUtf8(json);
        Faults faults = new Faults();
        T value;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == null) {
                throw malformed("There is no JSON: the body is empty.");
            }
            value = content.read(parser, faults);
            if (parser.nextToken() != null) {
                throw malformed("There is something after the end of the JSON text.");
            }
        } catch (StreamConstraintsException e) {
            throw malformed(
                    "The JSON is nested more than " + MAX_DEPTH + " levels deep, or too long.");
        } catch (JacksonException e) {
            throw malformed("This is not well-formed JSON" + where(e.getLocation()) + ".");
        }
        if (!faults.isEmpty()) {
            throw faults.refusal();
        }
        return Objects.requireNonNull(value);
    }

    /**
     * The string that an object holds under this name, read no further than that; null where there
     * is none, or no such object.
     */
    static @Nullable String member(byte[] json, String name) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean found = name.equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (found) {
                    return value == JsonToken.VALUE_STRING ? parser.getString() : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    /* The parser accepts overlong forms and encoded surrogates; almost all bodies are ASCII and cost one pass. */
    private static void requireUtf8(byte[] json) {
        for (byte each : json) {
            if (each < 0) {
                decodeStrictly(json);
                return;
            }
        }
    }

    private static void decodeStrictly(byte[] json) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8.");
        }
    }

    private static RefusedException malformed(String detail) {
        return new RefusedException(ErrorCode.MALFORMED_JSON, detail);
    }

    private static String where(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 0
                ? ""
                : ": look at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
