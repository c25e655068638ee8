package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** What the running service says of its models. */
class ScoringTests {

    private final RunningGate gate = RunningGate.shared();

    @Test
    void theTraceExplainsAlsoWhatWasApproved() {
        JsonNode decision = decide();
        double sum = 0;
        for (Map.Entry<String, JsonNode> one : trace(decision).path("contributions").properties()) {
            sum += one.getValue().asDouble();
        }
        assertThat(1 / (1 + Math.exp(-sum)))
                .isCloseTo(decision.path("score").asDouble(), within(1e-5));
    }

    @Test
    void theChallengersScoreStandsBesideTheChampions() {
        int champion = decide().path("model").path("version").asInt();
        String path = "/admin/v1/models/fraud/aliases/challenger";
        String body = "{\"version\": " + champion + ", \"reason\": \"a twin\"}";
        assertThat(gate.call("PUT", path, body, "rk_dev_admin").status()).isEqualTo(200);
        JsonNode decision = decide();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> trace(decision).path("shadow").size() == 1);
        JsonNode shadow = trace(decision).path("shadow").path(0);
        assertThat(shadow.path("score")).isEqualTo(decision.path("score"));
        assertThat(shadow.path("model")).isEqualTo(decision.path("model"));
    }

    @Test
    void theHealthHasAWordForTheModels() throws Exception {
        String port = gate.bean(Environment.class).getProperty("management.server.port");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> health =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://localhost:"
                                                            + port
                                                            + "/actuator/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            JsonNode models =
                    JsonMapper.builder()
                            .build()
                            .readTree(health.body())
                            .path("components")
                            .path("models");
            assertThat(models.path("status").asString()).isEqualTo("UP");
        }
    }

    private JsonNode decide() {
        return gate.decide(
                        """
                        {"transactionId": "scoring-%s", "occurredAt": "2026-11-20T12:00:00Z",
                         "amount": {"value": 1500, "currency": "EUR"}, "accountId": "acc-scoring",
                         "channel": "CARD_PRESENT", "merchantCategory": "5411"}
                        """
                                .formatted(UUID.randomUUID()))
                .json();
    }

    private JsonNode trace(JsonNode decision) {
        return gate.get(
                        "/v1/decisions/" + decision.path("transactionId").asString() + "/trace",
                        "rk_dev_admin")
                .json();
    }
}
