package io.riskgate.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * History that others made, month by month: each month a model is trained on what was known when it
 * began, and measured on it against the champion of the month before. Run it with
 *
 * <pre>./mvnw -Ptrial verify -Dit.test=WalkForwardTrial -Dtrial.data=FOLDER</pre>
 *
 * <p>The table is {@code target/trial/walk-forward.md}.
 */
@Tag("trial")
class WalkForwardTrial {

    private static final YearMonth FIRST =
            YearMonth.parse(System.getProperty("trial.first", "2020-03"));
    private static final int MONTHS = Integer.getInteger("trial.months", 4);
    private static final Path JAR = Path.of("target", "riskgate.jar").toAbsolutePath();
    private static final Path FEATURES =
            Path.of("src/main/resources/features.yaml").toAbsolutePath();

    @TempDir private Path folder;

    private final List<String> table = new ArrayList<>();

    @Test
    void walksForwardMonthByMonth() throws Exception {
        Path data = Path.of(System.getProperty("trial.data")).toAbsolutePath();
        table.add(
                "| month | rows | frauds | champion | its average precision | new: version,"
                        + " algorithm | average precision (95 %) | account precision at 100 | gates"
                        + " failed | promoted |");
        table.add("|---|---|---|---|---|---|---|---|---|---|");
        try (ServiceProcess service = new ServiceProcess(JAR, folder.resolve("home"))) {
            service.run(
                    "import",
                    "--transactions=" + data.resolve("transactions.ndjson.gz"),
                    "--outcomes=" + data.resolve("outcomes.ndjson.gz"));
            for (int i = 0; i < MONTHS; i++) {
                month(service, FIRST.plusMonths(i));
            }
        }
        Path file = Path.of("target", "trial", "walk-forward.md");
        Files.createDirectories(file.getParent());
        Files.write(file, table);
        table.forEach(System.out::println);
        assertThat(table).hasSize(MONTHS + 2);
    }

    /* Forty-five days to learn from, and fifteen until chargebacks are in. */
    private void month(ServiceProcess service, YearMonth month) throws Exception {
        Path report = folder.resolve(month + ".json");
        service.run(
                "retrain",
                "--as-of=" + month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                "--train-window=P45D",
                "--label-delay=P15D",
                "--assess-window=P" + month.lengthOfMonth() + "D",
                "--features=" + FEATURES,
                "--promote=if-better",
                "--report=" + report);
        table.add(line(month, JsonMapper.shared().readTree(report.toFile())));
    }

    private static String line(YearMonth month, JsonNode report) {
        JsonNode chosen = report.path("candidates").path(report.path("chosen").intValue());
        JsonNode interval = chosen.at("/intervals/averagePrecision");
        List<String> failed = new ArrayList<>();
        for (JsonNode gate : report.path("gates")) {
            if (!gate.path("passed").booleanValue()) {
                failed.add(gate.path("gate").asString() + " " + figure(gate.path("value"), "%.4g"));
            }
        }
        return String.join(
                " | ",
                "| " + month,
                report.at("/assess/rows").asString(),
                report.at("/assess/frauds").asString(),
                report.at("/champion/version").asString("none"),
                figure(report.at("/champion/metrics/averagePrecision"), "%.3f"),
                report.path("registeredVersion").intValue()
                        + ", "
                        + chosen.path("algorithm").asString(),
                "%s (%s to %s)"
                        .formatted(
                                figure(chosen.at("/metrics/averagePrecision"), "%.3f"),
                                figure(interval.path("low"), "%.3f"),
                                figure(interval.path("high"), "%.3f")),
                figure(chosen.at("/metrics/accountPrecisionAt100"), "%.3f"),
                failed.isEmpty() ? "none" : String.join(", ", failed),
                report.path("promoted").booleanValue() ? "yes |" : "no |");
    }

    private static String figure(JsonNode value, String format) {
        return value.isNumber() ? String.format(Locale.ROOT, format, value.doubleValue()) : "–";
    }
}
