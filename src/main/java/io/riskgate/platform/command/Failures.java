package io.riskgate.platform.command;

import io.riskgate.platform.RefusedStartException;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** One line for whatever stopped a command. */
final class Failures {

    private static final String OWN = "io.riskgate.";

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
        BindException setting = find(failure, BindException.class);
        if (setting != null) {
            return "The setting "
                    + setting.getName()
                    + " cannot be used ("
                    + oneLine(innermost(setting).getMessage())
                    + "): correct it.";
        }
        Throwable cause = telling(failure);
        String message = cause.getMessage();
        if (cause instanceof FileSystemException file && file.getFile() != null) {
            return aboutFile(file);
        }
        return message == null || message.isBlank()
                ? "Failed: " + cause.getClass().getSimpleName()
                : oneLine(message);
    }

    /*
     * What our own code threw says it in words meant for people; of what others threw, the innermost is nearest to the
     * truth.
     */
    private static Throwable telling(Throwable failure) {
        Throwable cause = failure;
        while (!isOwn(cause) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isOwn(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        Throwable inner = cause.getCause();
        String message = cause.getMessage();
        boolean onlyWraps = message == null || inner != null && message.equals(inner.toString());
        return trace.length > 0 && trace[0].getClassName().startsWith(OWN) && !onlyWraps;
    }

    private static String aboutFile(FileSystemException failure) {
        String what =
                switch (failure) {
                    case NoSuchFileException missing -> "does not exist";
                    case AccessDeniedException denied -> "may not be used by this user";
                    default ->
                            "cannot be used ("
                                    + Objects.requireNonNullElse(
                                            failure.getReason(), "no reason is given")
                                    + ")";
                };
        return oneLine(failure.getFile() + " " + what + ": name another file, or see to that.");
    }

    /** Whether that one line says all there is to know. */
    static boolean isExplained(Throwable failure) {
        return find(failure, RefusedStartException.class) != null
                || find(failure, PortInUseException.class) != null
                || find(failure, BindException.class) != null;
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
