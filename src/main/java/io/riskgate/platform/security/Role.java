package io.riskgate.platform.security;

import io.riskgate.platform.RefusedStartException;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a caller may be (contract section 2). */
enum Role {
    /** Decides, reads decisions, reports what issuers and customers say. */
    PAYMENTS,
    /** Works cases. */
    ANALYST,
    /** Sets rules, lists, thresholds and models. */
    RISK_MANAGER,
    /** Reads all. */
    AUDITOR,
    /** Everything, keys included. */
    ADMIN;

    /** The role's name outside of the code, such as {@code risk-manager}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role as Spring Security carries it. */
    String authority() {
        return "ROLE_" + label();
    }

    static Optional<Role> of(String label) {
        return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
    }

    /**
     * The role that a setting names.
     *
     * @throws RefusedStartException where there is none
     */
    static Role configured(String label, String setting) {
        return of(label)
                .orElseThrow(
                        () ->
                                new RefusedStartException(
                                        setting
                                                + " names a role that does not exist: choose one of"
                                                + " "
                                                + labels()
                                                + "."));
    }

    static String labels() {
        return Arrays.stream(values()).map(Role::label).collect(Collectors.joining(", "));
    }
}
