package io.riskgate.platform.process;

import static org.awaitility.Awaitility.await;

import io.riskgate.gate.Contract;
import io.riskgate.simulation.Happening;
import io.riskgate.simulation.Simulation;
import io.riskgate.simulation.SimulationSettings;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * How long does a killed service with a long journal take to be ready again, without a checkpoint
 * and with one? Embedded PostgreSQL and its start are in.
 *
 * <p>{@code ./mvnw -q package -DskipTests dependency:build-classpath
 * -Dmdep.outputFile=target/classpath}, then {@code java -cp
 * target/test-classes:target/classes:$(cat target/classpath)
 * io.riskgate.platform.process.RecoveryBenchmark 1000000 HOME}: transactions, and an empty folder.
 */
final class RecoveryBenchmark {

    private static final Duration IMPORT = Duration.ofMinutes(10);
    private static final int ACCOUNTS = 50_000;

    private RecoveryBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int transactions = Integer.parseInt(arguments[0]);
        Path home = Files.createDirectories(Path.of(arguments[1]).toAbsolutePath());
        Path file = home.resolve("history.ndjson");
        write(file, transactions);
        long start = System.nanoTime();
        try (RiskgateProcess load =
                RiskgateProcess.start(home, Map.of(), "import", "--transactions=" + file)) {
            if (load.awaitExit(IMPORT) != 0) {
                throw new IllegalStateException(load.output());
            }
        }
        print("imported", start);
        Files.deleteIfExists(home.resolve("checkpoints/profiles"));
        serve(home, "without a checkpoint", Map.of("RISKGATE_JOURNAL_CHECKPOINT", "2s"));
        serve(home, "with a checkpoint", Map.of());
    }

    private static void serve(Path home, String how, Map<String, String> environment)
            throws Exception {
        long start = System.nanoTime();
        try (RiskgateProcess service = RiskgateProcess.start(home, environment).awaitReady()) {
            print("ready " + how, start);
            service.output()
                    .lines()
                    .filter(line -> line.contains("Recovered"))
                    .forEach(System.out::println);
            Path checkpoint = home.resolve("checkpoints/profiles");
            await().atMost(IMPORT).until(() -> Files.exists(checkpoint));
            service.kill();
        }
    }

    private static void write(Path file, int transactions) throws IOException {
        Simulation simulation =
                new Simulation(
                        SimulationSettings.of(3, Instant.parse("2026-01-01T00:00:00Z"), ACCOUNTS));
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int made = 0; made < transactions; ) {
                if (simulation.next() instanceof Happening.Paid paid) {
                    out.write(Contract.json(paid.transaction()));
                    out.newLine();
                    made++;
                }
            }
        }
    }

    private static void print(String what, long since) {
        System.out.printf(
                Locale.ROOT, "%s after %.1f s%n", what, (System.nanoTime() - since) / 1e9);
    }
}
