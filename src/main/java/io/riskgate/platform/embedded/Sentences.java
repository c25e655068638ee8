package io.riskgate.platform.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** What other programs and exceptions say, cut down to a part of a sentence. */
final class Sentences {

    private Sentences() {}

    /** The reason of the innermost cause, on one line. */
    static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : oneLine(message);
    }

    /** The last line of a log that matches, or what to look at where none does. */
    static String lastLine(Path log, Predicate<String> matching) {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.UTF_8).lines().filter(matching).toList();
            return lines.isEmpty() ? "see " + log : oneLine(lines.getLast()) + "; see " + log;
        } catch (IOException e) {
            return "no log was written";
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
