package io.riskgate.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One home over its life: made, refused to a second service, left by a kill, taken up again,
 * stopped.
 */
class ServiceLifeIT {

    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration LOAD = Duration.ofSeconds(60);

    @TempDir Path home;

    @Test
    void stateOutlivesKillAndStop() throws Exception {
        JsonNode first;
        try (RiskgateProcess service = RiskgateProcess.start(home, Map.of()).awaitReady()) {
            first = services();
            assertServes(service, first);
            assertPrivate();
            assertRefusesASecond();
            write(first);
            service.kill();
        }
        try (RiskgateProcess service = RiskgateProcess.start(home, Map.of(), "serve")) {
            service.awaitReady();
            assertThat(read(services())).isEqualTo(1);
            assertTakesTraffic();
            List<ProcessHandle> children = children(service);
            assertThat(children).hasSizeGreaterThanOrEqualTo(2);

            service.terminate();
            service.awaitExit(STOP);

            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(home.resolve("services.json")).doesNotExist();
        }
    }

    private void assertServes(RiskgateProcess service, JsonNode services) throws Exception {
        assertThat(services.at("/http/port").asInt()).isEqualTo(service.port());
        assertThat(services.at("/http/managementPort").asInt()).isEqualTo(service.managementPort());
        assertThat(service.get(service.port(), "/livez").statusCode()).isEqualTo(200);
        int management = service.managementPort();
        assertThat(service.get(management, "/actuator/health").statusCode()).isEqualTo(200);
        assertThat(topics(services))
                .contains(
                        "riskgate.transactions",
                        "riskgate.decisions",
                        "riskgate.outcomes",
                        "riskgate.transactions-dlt",
                        "riskgate.outcomes-dlt");
    }

    /* What the commands print is for people: of a library's log nothing is among it; the JVM's own warnings may be. */
    private void assertTakesTraffic() throws Exception {
        for (String door : List.of("rest", "kafka")) {
            try (RiskgateProcess load =
                    RiskgateProcess.start(
                            home,
                            Map.of(),
                            "simulate",
                            "--door=" + door,
                            "--rate=40",
                            "--duration=PT1S")) {
                assertThat(load.awaitExit(LOAD)).as(load.output()).isZero();
                assertThat(load.output().strip())
                        .contains("sent 40 in", "answered 40", "p50 ", "p99.9", "max")
                        .contains("outcomes   40 {")
                        .doesNotContain(" INFO ", " WARN ", "org.apache.kafka")
                        .endsWith("errors     0");
            }
        }
        try (RiskgateProcess load =
                RiskgateProcess.start(
                        home,
                        Map.of("RISKGATE_KEY", "rk_wrong"),
                        "simulate",
                        "--duration=PT0.2S")) {
            assertThat(load.awaitExit(LOAD)).isEqualTo(1);
            assertThat(load.output()).contains("Nothing was decided (status 401)");
        }
    }

    private void assertPrivate() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        Path file = home.resolve("services.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private void assertRefusesASecond() throws Exception {
        try (RiskgateProcess second = RiskgateProcess.start(home, Map.of())) {
            assertThat(second.awaitExit(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(second.output().lines())
                    .singleElement()
                    .asString()
                    .contains("Another Riskgate uses the home folder", "RISKGATE_HOME");
        }
        assertThat(home.resolve("services.json")).exists();
    }

    private JsonNode services() throws Exception {
        return new JsonMapper().readTree(Files.readString(home.resolve("services.json")));
    }

    private static List<ProcessHandle> children(RiskgateProcess service) {
        return ProcessHandle.of(service.pid()).orElseThrow().descendants().toList();
    }

    private static void write(JsonNode services) throws Exception {
        try (Connection connection = connect(services);
                var statement = connection.createStatement()) {
            statement.execute("create table kept (id int)");
            statement.execute("insert into kept values (1)");
        }
    }

    private static int read(JsonNode services) throws Exception {
        try (Connection connection = connect(services);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(JsonNode services) throws Exception {
        JsonNode postgres = services.get("postgres");
        return DriverManager.getConnection(
                postgres.get("url").asString(),
                postgres.get("user").asString(),
                postgres.get("password").asString());
    }

    private static Set<String> topics(JsonNode services) throws Exception {
        String servers = services.at("/kafka/bootstrapServers").asString();
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            return admin.listTopics().names().get();
        }
    }
}
