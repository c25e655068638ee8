package io.riskgate.registry;

import java.util.Locale;
import java.util.Optional;

/** What a version of a model is there for. */
public enum Alias {
    /** Its scores decide. */
    CHAMPION,
    /** Scores the same vectors beside the champion and decides nothing. */
    CHALLENGER;

    /** The name in paths and in JSON. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The alias that a path names. */
    public static Optional<Alias> ofPath(String path) {
        for (Alias alias : values()) {
            if (alias.path().equals(path)) {
                return Optional.of(alias);
            }
        }
        return Optional.empty();
    }
}
