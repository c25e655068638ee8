package io.riskgate.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Whatever keeps the service from starting: one line that says what to do, and a status. */
class RefusedStartIT {

    private static final Duration REFUSAL = Duration.ofMinutes(2);

    @TempDir Path home;

    @Test
    void takenHttpPort() throws Exception {
        try (ServerSocket taken = taken()) {
            assertRefused(
                    Map.of("SERVER_PORT", "" + taken.getLocalPort()),
                    "Port " + taken.getLocalPort(),
                    "SERVER_PORT");
        }
    }

    @Test
    void takenManagementPort() throws Exception {
        try (ServerSocket taken = taken()) {
            assertRefused(
                    Map.of("MANAGEMENT_SERVER_PORT", "" + taken.getLocalPort()),
                    "Port " + taken.getLocalPort(),
                    "MANAGEMENT_SERVER_PORT");
        }
    }

    @Test
    void takenPostgresPort() throws Exception {
        try (ServerSocket taken = taken()) {
            assertRefused(
                    Map.of("RISKGATE_PLATFORM_POSTGRES_PORT", "" + taken.getLocalPort()),
                    "Port " + taken.getLocalPort(),
                    "postgres");
        }
    }

    @Test
    void unreachableDatabase() throws Exception {
        assertRefused(
                Map.of(
                        "SPRING_DATASOURCE_URL",
                        "jdbc:postgresql://127.0.0.1:" + RiskgateProcess.freePort() + "/riskgate",
                        "RISKGATE_PLATFORM_PATIENCE",
                        "1s"),
                "cannot be used",
                "SPRING_DATASOURCE_URL");
    }

    @Test
    void corruptDatabase() throws Exception {
        Path data = Files.createDirectories(home.resolve("postgres/data"));
        Files.writeString(data.resolve("PG_VERSION"), "nonsense");
        assertRefused(Map.of(), "PostgreSQL in " + data.toRealPath(), "backup");
    }

    @Test
    void corruptBroker() throws Exception {
        Path data = Files.createDirectories(home.resolve("kafka/data"));
        Files.writeString(data.resolve("riskgate.decisions-0"), "nonsense");
        assertRefused(Map.of(), "Kafka in " + home.toRealPath().resolve("kafka"), "backup");
    }

    @Test
    void unusableHome() throws Exception {
        Path file = Files.createFile(home.resolve("file"));
        assertRefused(Map.of("RISKGATE_HOME", file.toString()), "home folder", "RISKGATE_HOME");
    }

    private void assertRefused(Map<String, String> environment, String... says) throws Exception {
        try (RiskgateProcess service = RiskgateProcess.start(home, environment)) {
            assertThat(service.awaitExit(REFUSAL)).isEqualTo(1);
            assertThat(service.output().lines().toList().getLast()).contains(says);
            assertThat(service.output()).doesNotContain("\tat ");
        }
    }

    private static ServerSocket taken() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
