package io.riskgate.platform.command;

import io.riskgate.platform.RefusedStartException;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;

/** One line for whatever stopped a command. */
final class Failures {

    private Failures() {}

    static String sentence(Throwable failure) {
        RefusedStartException refused = find(failure, RefusedStartException.class);
        if (refused != null) {
            return oneLine(refused.getMessage());
        }
        PortInUseException port = find(failure, PortInUseException.class);
        if (port != null) {
            return "Port "
                    + port.getPort()
                    + " is taken: stop what listens there, or set SERVER_PORT or"
                    + " MANAGEMENT_SERVER_PORT to another one.";
        }
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? "Failed: " + cause.getClass().getSimpleName()
                : oneLine(message);
    }

    /** Whether that one line says all there is to know. */
    static boolean isExplained(Throwable failure) {
        return find(failure, RefusedStartException.class) != null
                || find(failure, PortInUseException.class) != null;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
