package io.riskgate.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The command line of the packaged jar. */
class CommandLineIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path home;

    @Test
    void misuseIsOneLineThatSaysWhatToDo() throws Exception {
        assertFails(2, "There is no command nonsense; see riskgate --help", "nonsense");
        assertFails(2, "see riskgate serve --help", "serve", "--bogus");
        assertFails(2, "a duration is needed, such as PT1M", "simulate", "--duration=1m");
        assertFails(1, "--rate must be more than 0", "simulate", "--rate=0");
        assertFails(1, "No service runs in " + home, "simulate");
        assertFails(1, "/nowhere does not exist", "import", "--transactions=/nowhere");
    }

    private void assertFails(int status, String says, String... arguments) throws Exception {
        try (RiskgateProcess command = RiskgateProcess.start(home, Map.of(), arguments)) {
            assertThat(command.awaitExit(SOON)).as(command.output()).isEqualTo(status);
            assertThat(command.output().lines()).singleElement().asString().contains(says);
        }
    }

    @Test
    void helpNamesTheCommandsAndHidesTheInnerOnes() throws Exception {
        try (RiskgateProcess help = RiskgateProcess.start(home, Map.of(), "--help")) {
            assertThat(help.awaitExit(SOON)).isZero();
            assertThat(help.output()).contains("serve").doesNotContain("broker");
        }
    }

    @Test
    void aCommandStartsTheDatabaseItselfAndLeavesNothingBehind() throws Exception {
        Path history = home.resolve("history.ndjson");
        Files.writeString(
                history,
                """
                {"transactionId": "tx-1", "occurredAt": "2026-01-01T00:00:00Z", \
                "amount": {"value": 100, "currency": "EUR"}, "accountId": "a"}
                """);
        for (int time = 0; time < 2; time++) {
            try (RiskgateProcess load =
                    RiskgateProcess.start(
                            home.resolve("home"),
                            Map.of(),
                            "import",
                            "--transactions=" + history)) {
                assertThat(load.awaitExit(SOON.multipliedBy(3))).as(load.output()).isZero();
            }
            assertThat(home.resolve("home/postgres/data/postmaster.pid")).doesNotExist();
        }
        assertThat(home.resolve("home/kafka")).doesNotExist();
    }

    /* Where only the newest Java is installed there is no older one to try this with. */
    @Test
    void anOlderJavaHandsOverToANewerOne() throws Exception {
        Optional<Path> older = olderJava();
        assumeThat(older).isPresent();
        try (RiskgateProcess help =
                RiskgateProcess.start(older.orElseThrow(), home, Map.of(), "nonsense")) {
            assertThat(help.awaitExit(SOON)).isEqualTo(2);
            assertThat(help.output()).contains("--help");
        }
    }

    private static Optional<Path> olderJava() throws Exception {
        Path installations = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(installations)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(installations)) {
            return homes.filter(CommandLineIT::isOlder)
                    .map(java -> java.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    private static boolean isOlder(Path java) {
        try {
            return Files.readString(java.resolve("release"))
                    .matches("(?s).*JAVA_VERSION=\"(17|21)\\b.*");
        } catch (IOException e) {
            return false;
        }
    }
}
