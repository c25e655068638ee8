package io.riskgate.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * History that others made, through the packaged service: imported up to a day, learned from, and
 * played from there on through REST and, on a fresh home, through one partition of Kafka. Run it
 * with
 *
 * <pre>./mvnw -Ptrial verify -Dit.test=FolderTrial -Dtrial.data=FOLDER</pre>
 *
 * <p>The folder holds {@code transactions.ndjson.gz} and {@code outcomes.ndjson.gz}; {@code
 * -Dtrial.from} is the moment from which they are played. The report is {@code
 * target/trial/history.md}.
 */
@Tag("trial")
class FolderTrial {

    private static final Instant START =
            Instant.parse(System.getProperty("trial.from", "2020-05-01T00:00:00Z"));
    private static final Path JAR = Path.of("target", "riskgate.jar").toAbsolutePath();
    private static final String FEATURES =
            Path.of("src", "main", "resources", "features.yaml").toAbsolutePath().toString();
    private static final String KEY = "rk_dev_payments";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /* Everything of a decision that follows from the transaction and what came before it. */
    private static final List<String> DECIDED =
            List.of(
                    "outcome",
                    "score",
                    "riskScore",
                    "reasons",
                    "rules",
                    "model",
                    "path",
                    "degraded");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final TrialReport report = new TrialReport("history.md");

    @Test
    void playsTheSameByRestAndByKafka() throws Exception {
        String data = System.getProperty("trial.data");
        HistoryFolder history =
                HistoryFolder.read(
                        Path.of(Objects.requireNonNull(data, "name the folder: -Dtrial.data=")));
        Map<String, JsonNode> byRest;
        try (ServiceProcess service = new ServiceProcess(JAR, folder.resolve("rest"))) {
            learn(service, history);
            byRest = playByRest(service, history);
            compareVectors(service);
        }
        Map<String, JsonNode> byKafka;
        try (ServiceProcess service = new ServiceProcess(JAR, folder.resolve("kafka"))) {
            learn(service, history);
            byKafka = playByKafka(service, history);
        }
        describe(history, byRest);
        List<String> different =
                byRest.entrySet().stream()
                        .filter(one -> !same(one.getValue(), byKafka.get(one.getKey())))
                        .map(Map.Entry::getKey)
                        .toList();
        report.line(
                "decisions by Kafka that differ from those by REST: %,d of %,d",
                different.size(), byRest.size());
        different.stream()
                .limit(20)
                .forEach(id -> report.line("%s and %s", byRest.get(id), byKafka.get(id)));
        report.write();
        assertThat(byKafka).hasSameSizeAs(byRest);
        assertThat(different).isEmpty();
    }

    private void learn(ServiceProcess service, HistoryFolder history) throws Exception {
        HistoryFolder before = history.before(START);
        Path transactions = folder.resolve("transactions.ndjson");
        Path outcomes = folder.resolve("outcomes.ndjson");
        before.write(transactions, outcomes);
        String imported =
                service.run("import", "--transactions=" + transactions, "--outcomes=" + outcomes);
        report.line("import: %s", imported.strip());
        Path trained = folder.resolve("report.json");
        Path candidates = folder.resolve("candidates.yaml");
        Files.writeString(
                candidates, "candidates: [{algorithm: gbt, trees: 200, eta: 0.1, depth: 4}]\n");
        service.run(
                "retrain",
                "--as-of=" + START,
                "--train-window=P75D",
                "--label-delay=P15D",
                "--assess-window=P21D",
                "--promote=if-better",
                "--candidates=" + candidates,
                "--features=" + FEATURES,
                "--report=" + trained);
        JsonNode run = JSON.readTree(Files.readString(trained));
        report.line(
                "retrain: trained on %s, assessed on %s: %s; version %s, promoted %s",
                run.path("train"),
                run.path("assess"),
                run.path("candidates").path(run.path("chosen").asInt()).path("metrics"),
                run.path("registeredVersion"),
                run.path("promoted"));
        report.line(
                "ready to decide %.1f s after the start of the service, history included",
                service.start("--riskgate.platform.topic-partitions=1").toMillis() / 1e3);
    }

    private Map<String, JsonNode> playByRest(ServiceProcess service, HistoryFolder history)
            throws Exception {
        Map<String, JsonNode> decisions = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (HistoryFolder.Line line : history.from(START)) {
            if (line.isOutcome()) {
                service.post("/v1/outcomes", line.text(), KEY);
            } else {
                decisions.put(
                        line.transactionId(), service.post("/v1/decisions", line.text(), KEY));
            }
        }
        report.rate("play by REST, one sender", decisions.size(), start);
        return decisions;
    }

    /* Outcomes go by REST at their place between the transactions: what is on two topics has no order. */
    private Map<String, JsonNode> playByKafka(ServiceProcess service, HistoryFolder history)
            throws Exception {
        try (KafkaPlayer player =
                new KafkaPlayer(
                        service.services().path("kafka").path("bootstrapServers").asString())) {
            long start = System.nanoTime();
            for (HistoryFolder.Line line : history.from(START)) {
                if (line.isOutcome()) {
                    player.awaitAll();
                    service.post("/v1/outcomes", line.text(), KEY);
                } else {
                    player.send(line);
                }
            }
            player.awaitAll();
            report.rate("play by Kafka, one partition", player.decisions().size(), start);
            return player.decisions();
        }
    }

    private void compareVectors(ServiceProcess service) throws Exception {
        Path logged = folder.resolve("logged.csv");
        Path replayed = folder.resolve("replayed.csv");
        String from = "--from=" + START;
        String to = "--to=" + START.plus(Duration.ofDays(62));
        service.run("dataset", from, to, "--out=" + logged);
        service.run("dataset", from, to, "--out=" + replayed, "--features=" + FEATURES);
        List<String> rows = Files.readAllLines(logged);
        assertThat(Files.readAllLines(replayed)).isEqualTo(rows);
        report.line("vectors replayed equal those logged: %,d of %<,d", rows.size() - 1);
    }

    private void describe(HistoryFolder history, Map<String, JsonNode> decisions) {
        Set<String> frauds = history.frauds();
        Ranking ranking = new Ranking();
        Map<String, Integer> outcomes = new TreeMap<>();
        decisions.forEach(
                (id, decision) -> {
                    ranking.add(decision.path("score").asDouble(), frauds.contains(id));
                    outcomes.merge(decision.path("outcome").asString(), 1, Integer::sum);
                });
        report.line(
                "played: %,d rows, %,d frauds (%.2f %%), ROC AUC %.4f, average precision %.4f",
                decisions.size(),
                ranking.positives(),
                100.0 * ranking.positives() / decisions.size(),
                ranking.rocAuc(),
                ranking.averagePrecision());
        report.line("outcomes: %s", outcomes);
        Bursts bursts = Bursts.among(history.from(START), frauds, decisions);
        report.line(
                "%d bursts of fraud, %.1f transactions each; by the transaction that was first"
                        + " stopped (REVIEW or DECLINE; 0 is never): %s",
                bursts.count(), bursts.meanSize(), bursts.byFirstStopped());
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return other != null
                && DECIDED.stream().allMatch(field -> one.path(field).equals(other.path(field)));
    }
}
