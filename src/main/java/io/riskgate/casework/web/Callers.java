package io.riskgate.casework.web;

import org.jspecify.annotations.Nullable;

import java.security.Principal;

/** Who calls. */
final class Callers {

    private Callers() {}

    static String name(@Nullable Principal caller) {
        return caller == null ? "anonymous" : caller.getName();
    }
}
