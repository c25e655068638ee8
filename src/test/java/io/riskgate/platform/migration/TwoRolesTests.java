package io.riskgate.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.riskgate.Riskgate;
import io.riskgate.gate.RunningGate;
import io.riskgate.platform.RefusedStartException;
import io.riskgate.platform.embedded.ServingInitializer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** One role owns the tables and migrates, another serves: two real roles of a real database. */
class TwoRolesTests {

    /* The second part of the pair is the SHA-256 of rk_two_roles. */
    private static final String KEYS =
            "shop:payments:aa7e05d265eceed7138fc07d077036b77c7cbf80d84b8175556e303275edf4cf";

    private static final JdbcClient SUPERUSER = RunningGate.shared().bean(JdbcClient.class);

    @TempDir private static Path folder;

    @BeforeAll
    static void migrate() throws Exception {
        SUPERUSER.sql("create role gate_owner login password 'owner'").update();
        SUPERUSER.sql("create role gate_server login password 'server'").update();
        SUPERUSER.sql("create database two_roles owner gate_owner").update();
        assertThatThrownBy(() -> serve("early", "1ms"))
                .rootCause()
                .isInstanceOf(RefusedStartException.class)
                .hasMessageContaining("run the command migrate");
        assertThat(runMigrate()).matches("Migrations run: [1-9][0-9]*");
        assertThat(runMigrate()).isEqualTo("Nothing was left to migrate.");
    }

    @AfterAll
    static void drop() {
        SUPERUSER.sql("drop database two_roles with (force)").update();
        SUPERUSER.sql("drop role gate_server").update();
        SUPERUSER.sql("drop role gate_owner").update();
    }

    @Test
    void theServingRoleDecidesAndOwnsNothing() throws Exception {
        try (ConfigurableApplicationContext gate = serve("home", "1m")) {
            HttpResponse<String> reply =
                    decide(gate.getEnvironment().getRequiredProperty("local.server.port"));

            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
            assertThat(reply.body()).contains("\"durability\":\"JOURNALED\"");
            JdbcClient server = server();
            assertThat(server.sql("select count(*) from journal").query(Long.class).single())
                    .isEqualTo(1);
            assertThat(
                            server.sql(
                                            "select distinct tableowner from pg_tables where"
                                                    + " schemaname = 'public'")
                                    .query(String.class)
                                    .list())
                    .containsExactly("gate_owner");
        }
    }

    @Test
    void theServingRoleMakesAndDropsMonthsOfTheJournalAndNothingElse() {
        JdbcClient server = server();
        server.sql("select make_journal_part('1999-12-31')::text").query().singleRow();

        server.sql("select drop_journal_part('journal_1999_12')::text").query().singleRow();

        assertThatThrownBy(
                        () ->
                                server.sql("select drop_journal_part('journal_rest')::text")
                                        .query()
                                        .singleRow())
                .hasMessageContaining("no month of the journal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table mine (id int)",
                "alter table journal drop column outcome",
                "drop table journal_rest",
                "truncate journal",
                "update audit_entry set actor = 'nobody'",
                "delete from audit_entry",
                "delete from flyway_schema_history"
            })
    void theServingRoleMayNot(String statement) {
        assertThatThrownBy(() -> server().sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    /* A process that knows no password but the owner's, as who migrates need not be able to serve. */
    private static String runMigrate() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Riskgate.class.getName(),
                        "migrate");
        builder.environment().put("RISKGATE_HOME", folder.resolve("migrating").toString());
        builder.environment().put("SPRING_DATASOURCE_URL", url());
        builder.environment().put("SPRING_DATASOURCE_USERNAME", "gate_server");
        builder.environment().put("SPRING_FLYWAY_USER", "gate_owner");
        builder.environment().put("SPRING_FLYWAY_PASSWORD", "owner");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList().getLast();
    }

    private static ConfigurableApplicationContext serve(String home, String patience) {
        SpringApplication application = new SpringApplication(Riskgate.class);
        application.addInitializers(new ServingInitializer());
        return application.run(
                "--riskgate.home=" + folder.resolve(home),
                "--server.port=0",
                "--management.server.port=0",
                "--logging.level.root=WARN",
                "--logging.level.org.apache.kafka=ERROR",
                "--spring.datasource.url=" + url(),
                "--spring.datasource.username=gate_server",
                "--spring.datasource.password=server",
                "--riskgate.migration.by=command",
                "--riskgate.migration.patience=" + patience,
                "--riskgate.security.keys=" + KEYS,
                /* No broker is there: the service goes on without, and nothing reaches the shared one. */
                "--spring.kafka.bootstrap-servers=127.0.0.1:9",
                "--spring.kafka.admin.operation-timeout=1s",
                "--spring.kafka.admin.close-timeout=1s",
                "--spring.kafka.properties.default.api.timeout.ms=1000",
                "--spring.kafka.properties.request.timeout.ms=500");
    }

    private static HttpResponse<String> decide(String port) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/decisions"))
                            .header("Authorization", "Bearer rk_two_roles")
                            .header("Content-Type", "application/json")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            """
                                            {"transactionId": "tx-1", "occurredAt": "2026-01-01T00:00:00Z",
                                             "amount": {"value": 100, "currency": "EUR"}, "accountId": "a"}
                                            """))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static JdbcClient server() {
        return JdbcClient.create(new DriverManagerDataSource(url(), "gate_server", "server"));
    }

    private static String url() {
        return RunningGate.shared()
                .bean(Environment.class)
                .getProperty("spring.datasource.url", "")
                .replaceAll("/postgres$", "/two_roles");
    }
}
