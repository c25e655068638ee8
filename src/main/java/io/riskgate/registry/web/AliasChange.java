package io.riskgate.registry.web;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * What an alias is to be.
 *
 * @param version the version it shall name
 * @param reason why
 * @param revision the revision that was read, null to set it whatever it is
 * @param override true to make champion what failed its gates
 */
record AliasChange(
        @Nullable Integer version,
        @Nullable String reason,
        @Nullable Integer revision,
        @Nullable Boolean override) {

    boolean overrides() {
        return Boolean.TRUE.equals(override);
    }

    /** The reason, which {@link AliasesController} has found to be there. */
    String text() {
        return overrides()
                ? "override: " + Objects.requireNonNull(reason)
                : Objects.requireNonNull(reason);
    }
}
