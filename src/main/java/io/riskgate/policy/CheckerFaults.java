package io.riskgate.policy;

import dev.cel.common.CelIssue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what the CEL checker complains of into a place, a sentence and what may stand there. */
final class CheckerFaults {

    private static final Pattern RESULT = Pattern.compile("expected type '(.+?)' but found '.+?'");
    private static final Pattern OVERLOAD =
            Pattern.compile(
                    "found no matching overload for '(.+?)' applied to '(.+?)'"
                            + " \\(candidates: (.*)\\)",
                    Pattern.DOTALL);
    private static final Pattern TUPLE = Pattern.compile("\\(((?:[^()]|\\([^()]*\\))*)\\)");

    private CheckerFaults() {}

    static RuleFault of(CelIssue issue) {
        String message = issue.getMessage();
        Matcher overload = OVERLOAD.matcher(message);
        return new RuleFault(
                issue.getSourceLocation().getLine(),
                issue.getSourceLocation().getColumn() + 1,
                overload.matches()
                        ? "'%s' does not take %s".formatted(overload.group(1), overload.group(2))
                        : message,
                expected(message, overload));
    }

    private static @Nullable String expected(String message, Matcher overload) {
        Matcher result = RESULT.matcher(message);
        if (result.find()) {
            return result.group(1);
        }
        if (overload.matches()) {
            return fitting(overload.group(2), overload.group(3));
        }
        if (message.startsWith("undefined field")) {
            return "one of " + String.join(", ", TransactionType.fields());
        }
        return message.startsWith("undeclared reference")
                ? "one of " + String.join(", ", new TreeSet<>(TransactionType.VARIABLES.keySet()))
                : null;
    }

    /* Of the candidates that differ from what was given in the last place only, what they take there. */
    private static String fitting(String applied, String candidates) {
        List<String> given = tuples(applied).getFirst();
        if (candidates.contains("%A")) {
            return given.getFirst();
        }
        Set<String> fitting = new TreeSet<>();
        for (List<String> candidate : tuples(candidates)) {
            int last = given.size() - 1;
            if (candidate.size() == given.size()
                    && candidate.subList(0, last).equals(given.subList(0, last))) {
                fitting.add(candidate.get(last));
            }
        }
        return fitting.isEmpty() ? candidates : String.join(" or ", fitting);
    }

    private static List<List<String>> tuples(String text) {
        List<List<String>> tuples = new ArrayList<>();
        Matcher matcher = TUPLE.matcher(text);
        while (matcher.find()) {
            tuples.add(List.of(matcher.group(1).split(", ")));
        }
        return tuples;
    }
}
