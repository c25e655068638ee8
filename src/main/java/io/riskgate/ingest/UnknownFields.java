package io.riskgate.ingest;

import java.util.function.Consumer;

/** What a door does with a field that the contract does not know. */
public sealed interface UnknownFields {

    /** Each is a fault, refused by name. */
    static UnknownFields refused() {
        return new Refused();
    }

    /** Each is skipped and told to {@code counter}, by name. */
    static UnknownFields ignored(Consumer<String> counter) {
        return new Ignored(counter);
    }

    /** See {@link #refused()}. */
    record Refused() implements UnknownFields {}

    /** See {@link #ignored}. */
    record Ignored(Consumer<String> counter) implements UnknownFields {}
}
