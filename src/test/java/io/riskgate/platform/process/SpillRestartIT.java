package io.riskgate.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskgate.gate.PostgresProcesses;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A service that is killed while its decisions are only in the spill. */
class SpillRestartIT {

    private static final String KEY = "rk_dev_admin";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir Path home;

    @Test
    void whatWasSpilledIsKnownCountedAndDrainedAfterAKill() throws Exception {
        PostgresProcesses postgres = new PostgresProcesses(home);
        JsonNode spilled;
        try (RiskgateProcess service = RiskgateProcess.start(home, Map.of()).awaitReady()) {
            decide(service, "a");
            awaitJournaled(service, "a");
            postgres.hang();
            spilled = decide(service, "b");
            assertThat(spilled.get("durability").asString()).isEqualTo("SPILLED");
            service.kill();
            postgres.wakeUp();
        }
        try (RiskgateProcess service = RiskgateProcess.start(home, Map.of()).awaitReady()) {
            JsonNode stored = json(get(service, "/v1/decisions/b"));
            assertThat(stored.get("decisionId")).isEqualTo(spilled.get("decisionId"));
            assertThat(decide(service, "b").get("decisionId")).isEqualTo(spilled.get("decisionId"));
            decide(service, "c");
            JsonNode trace = json(get(service, "/v1/decisions/c/trace"));
            assertThat(trace.at("/features/account_count_7d").asInt()).isEqualTo(3);
            awaitJournaled(service, "b");
            service.terminate();
            service.awaitExit(Duration.ofSeconds(15));
        }
    }

    /* A service that has only just started may find PostgreSQL slow at first. */
    private void awaitJournaled(RiskgateProcess service, String id) {
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                json(get(service, "/v1/decisions/" + id))
                                        .get("durability")
                                        .asString()
                                        .equals("JOURNALED"));
    }

    private JsonNode decide(RiskgateProcess service, String id) throws Exception {
        String body =
                """
                {"transactionId": "%s", "occurredAt": "2026-11-01T10:00:00Z", "accountId": "acc",
                 "amount": {"value": 100, "currency": "EUR"}}\
                """
                        .formatted(id);
        return json(
                send(
                        request(service, "/v1/decisions")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    private HttpResponse<String> get(RiskgateProcess service, String path) throws Exception {
        return send(request(service, path));
    }

    private static HttpRequest.Builder request(RiskgateProcess service, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
                .header("Authorization", "Bearer " + KEY);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    private static JsonNode json(HttpResponse<String> response) {
        return new JsonMapper().readTree(response.body());
    }
}
