package io.riskgate.gate;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plan that PostgreSQL wrote to its log.
 *
 * @param milliseconds it took
 */
record LoggedPlan(String query, double milliseconds, String plan) {

    private static final Pattern ENTRY =
            Pattern.compile(
                    "duration: ([0-9.]+) ms  plan:\\n(.*?)(?=\\n\\d{4}-\\d\\d-\\d\\d |\\z)",
                    Pattern.DOTALL);
    private static final Pattern WHOLE = Pattern.compile("Seq Scan on (?:\\w+\\.)?(\\w+)([^\\n]*)");

    /** What was logged from this position on. */
    static List<LoggedPlan> of(Path log, long from) throws IOException {
        byte[] bytes;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
        }
        List<LoggedPlan> plans = new ArrayList<>();
        Matcher entry = ENTRY.matcher(new String(bytes, StandardCharsets.UTF_8));
        while (entry.find()) {
            String text = entry.group(2);
            int plan = Math.max(0, text.indexOf("(cost="));
            int line = Math.max(0, text.lastIndexOf('\n', plan));
            plans.add(
                    new LoggedPlan(
                            text.substring(0, line).replaceAll("\\s+", " ").strip(),
                            Double.parseDouble(entry.group(1)),
                            text.substring(line)));
        }
        return plans;
    }

    /** Tables that must not be read as a whole, with their rows. */
    static Map<String, Long> largeTables(JdbcClient.StatementSpec question) {
        Map<String, Long> tables = new HashMap<>();
        question.query(
                row -> {
                    tables.put(row.getString(1), row.getLong(2));
                });
        return tables;
    }

    /** Whether a large table is read as a whole. */
    boolean scansWhole(Map<String, Long> large) {
        Matcher scan = WHOLE.matcher(plan);
        while (scan.find()) {
            if (large.containsKey(scan.group(1)) && !scan.group(2).contains("never executed")) {
                return true;
            }
        }
        return false;
    }

    /** Every query once, the slowest of its plans, those that read a large table first. */
    static String describe(List<LoggedPlan> plans, Map<String, Long> large) {
        Map<String, LoggedPlan> slowest = new LinkedHashMap<>();
        for (LoggedPlan plan : plans) {
            slowest.merge(
                    plan.query,
                    plan,
                    (one, other) -> one.milliseconds > other.milliseconds ? one : other);
        }
        StringBuilder text = new StringBuilder();
        slowest.values().stream()
                .sorted((one, other) -> Double.compare(other.milliseconds, one.milliseconds))
                .forEach(
                        plan ->
                                text.append(
                                        "%n%s%.3f ms: %s%n%s%n"
                                                .formatted(
                                                        plan.scansWhole(large)
                                                                ? "WHOLE TABLE "
                                                                : "",
                                                        plan.milliseconds,
                                                        plan.query,
                                                        plan.plan)));
        return text.toString();
    }
}
