package io.riskgate.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * History that others made, through the packaged service: imported up to a day, learned from, and
 * played from there on through REST and, on a fresh home, through Kafka. Run it with
 *
 * <pre>./mvnw -Ptrial verify -Dtrial.data=FOLDER</pre>
 *
 * <p>The folder holds {@code transactions.ndjson.gz} and {@code outcomes.ndjson.gz}. The report is
 * {@code target/trial/report.md}.
 */
@Tag("trial")
class FolderTrial {

    private static final Instant START =
            Instant.parse(System.getProperty("trial.from", "2020-05-01T00:00:00Z"));
    private static final Path JAR = Path.of("target", "riskgate.jar").toAbsolutePath();
    private static final Duration BURST = Duration.ofDays(3);

    @TempDir private Path folder;

    private final List<String> report = new ArrayList<>();

    @Test
    void playsTheSameByRestAndByKafka() throws Exception {
        HistoryFolder history = HistoryFolder.read(Path.of(System.getProperty("trial.data")));

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
        report(history, byRest);
        int different = 0;
        for (Map.Entry<String, JsonNode> one : byRest.entrySet()) {
            different += same(one.getValue(), byKafka.get(one.getKey())) ? 0 : 1;
        }
        report.add(
                "- decisions by Kafka that differ from those by REST: "
                        + different
                        + " of "
                        + byRest.size());
        Path written = Path.of("target", "trial", "report.md");
        Files.createDirectories(written.getParent());
        Files.write(written, report);
        report.forEach(System.out::println);
        assertThat(different).isZero();
    }

    private void learn(ServiceProcess service, HistoryFolder history) throws Exception {
        HistoryFolder before = history.before(START);
        Path transactions = folder.resolve("transactions.ndjson");
        Path outcomes = folder.resolve("outcomes.ndjson");
        before.write(transactions, outcomes);
        String imported =
                service.run("import", "--transactions=" + transactions, "--outcomes=" + outcomes);
        report.add("- import: " + imported.strip());
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
                "--features=" + Path.of("src/main/resources/features.yaml").toAbsolutePath(),
                "--report=" + trained);
        report.add("- retrain: " + Files.readString(trained));
        service.start("--riskgate.platform.topic-partitions=1");
    }

    private Map<String, JsonNode> playByRest(ServiceProcess service, HistoryFolder history)
            throws Exception {
        Map<String, JsonNode> decisions = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (HistoryFolder.Line line : history.from(START)) {
            if (line.isOutcome()) {
                service.post("/v1/outcomes", line.text(), "rk_dev_payments");
            } else {
                decisions.put(
                        line.transactionId(),
                        service.post("/v1/decisions", line.text(), "rk_dev_payments"));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        report.add(
                String.format(
                        Locale.ROOT,
                        "- play by REST: %,d decisions, %.0f/s from one sender",
                        decisions.size(),
                        decisions.size() / seconds));
        return decisions;
    }

    /* Outcomes go by REST at their place between the transactions: what is on two topics has no order. */
    private Map<String, JsonNode> playByKafka(ServiceProcess service, HistoryFolder history)
            throws Exception {
        try (KafkaPlayer player =
                new KafkaPlayer(
                        service.services().path("kafka").path("bootstrapServers").asString())) {
            for (HistoryFolder.Line line : history.from(START)) {
                if (line.isOutcome()) {
                    player.awaitAll();
                    service.post("/v1/outcomes", line.text(), "rk_dev_payments");
                } else {
                    player.send(line);
                }
            }
            player.awaitAll();
            return player.decisions();
        }
    }

    private void compareVectors(ServiceProcess service) throws Exception {
        Path logged = folder.resolve("logged.csv");
        Path replayed = folder.resolve("replayed.csv");
        String to = Instant.parse("2020-07-01T00:00:00Z").toString();
        service.run("dataset", "--from=" + START, "--to=" + to, "--out=" + logged);
        service.run(
                "dataset",
                "--from=" + START,
                "--to=" + to,
                "--out=" + replayed,
                "--features=" + Path.of("src/main/resources/features.yaml").toAbsolutePath());
        assertThat(replayed).hasSameTextualContentAs(logged);
        report.add(
                "- vectors replayed equal those logged: "
                        + (Files.lines(logged).count() - 1)
                        + " rows");
    }

    private void report(HistoryFolder history, Map<String, JsonNode> decisions) {
        Set<String> frauds = history.frauds();
        Ranking ranking = new Ranking();
        decisions.forEach(
                (id, decision) ->
                        ranking.add(decision.path("score").asDouble(), frauds.contains(id)));
        report.add(
                String.format(
                        Locale.ROOT,
                        "- rows %,d, frauds %,d, ROC AUC %.4f, average precision %.4f",
                        decisions.size(),
                        ranking.positives(),
                        ranking.rocAuc(),
                        ranking.averagePrecision()));
        report.add("- outcomes: " + outcomes(decisions));
        report.add(
                "- bursts of fraud by the transaction that was first stopped (REVIEW or DECLINE; 0"
                        + " = never): "
                        + stopped(history, decisions, frauds));
    }

    private static Map<String, Integer> outcomes(Map<String, JsonNode> decisions) {
        Map<String, Integer> counts = new TreeMap<>();
        decisions
                .values()
                .forEach(
                        decision ->
                                counts.merge(decision.path("outcome").asString(), 1, Integer::sum));
        return counts;
    }

    private static Map<Integer, Integer> stopped(
            HistoryFolder history, Map<String, JsonNode> decisions, Set<String> frauds) {
        Map<String, Burst> open = new HashMap<>();
        List<Burst> bursts = new ArrayList<>();
        for (HistoryFolder.Line line : history.from(START)) {
            if (!line.isOutcome() && frauds.contains(line.transactionId())) {
                Burst burst = open.get(line.accountId());
                if (burst == null || burst.last.plus(BURST).isBefore(line.time())) {
                    burst = new Burst();
                    bursts.add(burst);
                    open.put(line.accountId(), burst);
                }
                burst.add(
                        line.time(),
                        decisions.get(line.transactionId()).path("outcome").asString());
            }
        }
        Map<Integer, Integer> counts = new TreeMap<>();
        bursts.forEach(burst -> counts.merge(burst.stopped, 1, Integer::sum));
        return counts;
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return other != null
                && List.of(
                                "outcome",
                                "score",
                                "riskScore",
                                "reasons",
                                "rules",
                                "model",
                                "path",
                                "degraded")
                        .stream()
                        .allMatch(field -> one.path(field).equals(other.path(field)));
    }

    private static final class Burst {

        private Instant last = Instant.MIN;
        private int size;
        private int stopped;

        void add(Instant time, String outcome) {
            last = time;
            size++;
            if (stopped == 0 && (outcome.equals("REVIEW") || outcome.equals("DECLINE"))) {
                stopped = size;
            }
        }
    }
}
