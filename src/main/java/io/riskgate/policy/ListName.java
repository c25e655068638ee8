package io.riskgate.policy;

import java.util.Locale;
import java.util.Optional;

/** The lists there are. */
public enum ListName {
    /** Declines. */
    BLOCK,
    /** Approves, unless a block entry applies too. */
    ALLOW,
    /** Asks for a closer look. */
    WATCH;

    /** As it stands in paths: {@code block}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The list of this path. */
    public static Optional<ListName> ofPath(String path) {
        for (ListName list : values()) {
            if (list.path().equals(path)) {
                return Optional.of(list);
            }
        }
        return Optional.empty();
    }
}
