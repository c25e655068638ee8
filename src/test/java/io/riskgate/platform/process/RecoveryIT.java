package io.riskgate.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.Contract;
import io.riskgate.simulation.Happening;
import io.riskgate.simulation.Simulation;
import io.riskgate.simulation.SimulationSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SIGKILL at random moments under load, whatever becomes of the checkpoint: every vector served
 * equals that of a replay of the journal. Four rounds meet every kind of checkpoint: {@code ./mvnw
 * verify -Dtest=NoneAtAll -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=RecoveryIT
 * -Driskgate.recovery.rounds=4}.
 */
class RecoveryIT {

    private static final int ROUNDS = Integer.getInteger("riskgate.recovery.rounds", 1);
    private static final int SENDERS = 4;
    private static final Map<String, String> OFTEN = Map.of("RISKGATE_JOURNAL_CHECKPOINT", "1s");
    private static final Duration REQUEST = Duration.ofSeconds(10);
    private static final Duration COMMAND = Duration.ofMinutes(2);

    @TempDir Path home;

    private final SplittableRandom random =
            new SplittableRandom(Long.getLong("riskgate.recovery.seed", System.nanoTime()));
    private final Simulation simulation =
            new Simulation(SimulationSettings.of(5, Instant.parse("2026-03-01T00:00:00Z"), 80));
    private final Queue<Request> unanswered = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private int decided;

    private record Request(String path, String body) {}

    /** What becomes of the checkpoint while the service is down. */
    private enum Checkpoint {
        KEPT,
        DAMAGED,
        OLD,
        MISSING
    }

    @Test
    void everyVectorIsThatOfAReplayHoweverOftenTheServiceIsKilled() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (RiskgateProcess service = RiskgateProcess.start(home, OFTEN).awaitReady()) {
                assertThat(service.output()).contains("Recovered the journal up to number");
                int answered = load(service, 200 + random.nextInt(1_500));
                assertThat(answered).isPositive();
                decided += answered;
            }
            leave(Checkpoint.values()[round % Checkpoint.values().length]);
        }
        try (RiskgateProcess service = RiskgateProcess.start(home, OFTEN).awaitReady()) {
            assertThat(service.output()).contains("Recovered the journal up to number");
            decided += load(service, 0);
            assertReplayedAsServed();
        }
    }

    /* Sends until so many are answered, then says so at once; with none to come until nothing is left unanswered. */
    private int load(RiskgateProcess service, int killAfter) throws Exception {
        CountDownLatch enough = new CountDownLatch(Math.max(1, killAfter));
        AtomicInteger answered = new AtomicInteger();
        int most = killAfter == 0 ? unanswered.size() + 300 : Integer.MAX_VALUE;
        AtomicInteger sent = new AtomicInteger();
        List<Future<?>> sending = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            for (int i = 0; i < SENDERS; i++) {
                sending.add(
                        senders.submit(
                                () -> {
                                    while (sent.getAndIncrement() < most && send(service, next())) {
                                        answered.incrementAndGet();
                                        enough.countDown();
                                    }
                                    return null;
                                }));
            }
            if (killAfter > 0) {
                assertThat(enough.await(REQUEST.toSeconds() * 3, TimeUnit.SECONDS)).isTrue();
                service.kill();
            }
        }
        for (Future<?> one : sending) {
            one.get();
        }
        return answered.get();
    }

    /* What was not answered is sent again: its outcome is unknown. */
    private Request next() {
        Request again = unanswered.poll();
        if (again != null) {
            return again;
        }
        synchronized (simulation) {
            return switch (simulation.next()) {
                case Happening.Paid paid ->
                        new Request("/v1/decisions", Contract.json(paid.transaction()));
                case Happening.Reported reported ->
                        new Request("/v1/outcomes", Contract.json(reported.outcome()));
            };
        }
    }

    private boolean send(RiskgateProcess service, Request request) throws InterruptedException {
        HttpRequest post =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + service.port() + request.path))
                        .header("Authorization", "Bearer rk_dev_admin")
                        .header("Content-Type", "application/json")
                        .timeout(REQUEST)
                        .POST(HttpRequest.BodyPublishers.ofString(request.body))
                        .build();
        try {
            HttpResponse<String> answer = client.send(post, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
            return true;
        } catch (IOException killed) {
            unanswered.add(request);
            return false;
        }
    }

    private void leave(Checkpoint checkpoint) throws IOException {
        Path file = home.resolve("checkpoints/profiles");
        Path old = home.resolve("profiles.old");
        if (!Files.exists(file)) {
            return;
        }
        switch (checkpoint) {
            case KEPT -> Files.copy(file, old, StandardCopyOption.REPLACE_EXISTING);
            case DAMAGED -> {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
            case OLD -> {
                if (Files.exists(old)) {
                    Files.copy(old, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            case MISSING -> Files.delete(file);
        }
    }

    private void assertReplayedAsServed() throws Exception {
        Path features = Path.of("src/main/resources/features.yaml").toAbsolutePath();
        try (RiskgateProcess served = dataset("served");
                RiskgateProcess replayed = dataset("replayed", "--features=" + features)) {
            assertThat(served.awaitExit(COMMAND)).as(served.output()).isZero();
            assertThat(replayed.awaitExit(COMMAND)).as(replayed.output()).isZero();
        }
        List<String> rows = Files.readAllLines(home.resolve("served.csv"));
        assertThat(rows.size()).isGreaterThan(200 * ROUNDS);
        assertThat(Files.readAllLines(home.resolve("replayed.csv"))).isEqualTo(rows);
        System.out.printf(
                "%d kills, %d answers, %d vectors equal%n", ROUNDS, decided, rows.size() - 1);
    }

    private RiskgateProcess dataset(String name, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "dataset",
                                "--from=2026-01-01T00:00:00Z",
                                "--to=2027-06-01T00:00:00Z",
                                "--as-of=2026-11-01T00:00:00Z",
                                "--out=" + home.resolve(name + ".csv")));
        arguments.addAll(List.of(more));
        return RiskgateProcess.start(home, Map.of(), arguments.toArray(String[]::new));
    }
}
