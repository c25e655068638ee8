package io.riskgate.ingest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.function.Consumer;

/**
 * How strict each door is.
 *
 * @param unknownFields what happens to fields that the contract does not know
 */
@ConfigurationProperties("riskgate.ingest")
public record IngestSettings(@DefaultValue PerDoor unknownFields) {

    /** One choice for each door. */
    public record PerDoor(
            @DefaultValue("refuse") Choice rest,
            @DefaultValue("ignore") Choice kafka,
            @DefaultValue("refuse") Choice file) {}

    /** Refuse by name, or ignore and count. */
    public enum Choice {
        REFUSE,
        IGNORE;

        /** The choice as the readers take it. */
        public UnknownFields counting(Consumer<String> counter) {
            return this == REFUSE ? UnknownFields.refused() : UnknownFields.ignored(counter);
        }
    }
}
