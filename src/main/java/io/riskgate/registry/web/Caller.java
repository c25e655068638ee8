package io.riskgate.registry.web;

import org.jspecify.annotations.Nullable;

import java.security.Principal;

/** The name under which a change is recorded. */
final class Caller {

    private Caller() {}

    static String of(@Nullable Principal principal) {
        return principal == null ? "anonymous" : principal.getName();
    }
}
