package io.riskgate.platform.tracing;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/** Whose record it is, without reading the rest of it. */
final class TransactionIds {

    private static final JsonFactory JSON = new JsonFactory();

    private TransactionIds() {}

    /** The {@code transactionId} of a JSON object; empty where there is none to be found. */
    static String of(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean found = parser.currentName().equals("transactionId");
                JsonToken value = parser.nextToken();
                if (found && value == JsonToken.VALUE_STRING) {
                    return parser.getString();
                }
                parser.skipChildren();
            }
        } catch (JacksonException unreadable) {
            return "";
        }
        return "";
    }
}
