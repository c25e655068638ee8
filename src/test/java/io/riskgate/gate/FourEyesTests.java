package io.riskgate.gate;

import static io.riskgate.gate.People.OTTO;
import static io.riskgate.gate.People.RAOUL;
import static io.riskgate.gate.People.RITA;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RunningGate.Reply;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.UUID;

/** Changes that somebody else must approve before they count. */
class FourEyesTests {

    private final RunningGate gate = RunningGate.guarded();
    private final String rule = "rule-" + UUID.randomUUID();

    @Test
    void aLiveRuleWaitsForAnother() {
        Reply proposed = gate.post("/admin/v1/rules", body("LIVE", "score > 2.0", 0), RITA);

        assertThat(proposed.status()).as(proposed.json().toString()).isEqualTo(202);
        String change = proposed.header("Location");
        assertThat(change)
                .isEqualTo(
                        "/admin/v1/changes/"
                                + proposed.json().path("change").path("id").asString());
        assertThat(gate.get("/admin/v1/rules/" + rule, RITA).status()).isEqualTo(404);
        JsonNode waiting = gate.get("/admin/v1/changes?status=PENDING&kind=RULES", OTTO).json();
        assertThat(waiting.path("items").findValuesAsString("resource")).contains("/rules/" + rule);

        Reply own = gate.post(change + "/approve", "", RITA);
        assertThat(own.status()).isEqualTo(403);
        assertThat(gate.post(change + "/approve", "", OTTO).status()).isEqualTo(403);
        Reply approved = gate.post(change + "/approve", "{\"reason\": \"seen\"}", RAOUL);
        assertThat(approved.json().path("status").asString()).isEqualTo("APPROVED");
        assertThat(approved.json().path("decidedBy").asString()).isEqualTo("raoul");
        JsonNode made = gate.get("/admin/v1/rules/" + rule, RITA).json();
        assertThat(made.path("mode").asString()).isEqualTo("LIVE");
        assertThat(made.path("createdBy").asString()).isEqualTo("rita");
        assertThat(gate.post(change + "/approve", "", RAOUL).status()).isEqualTo(409);
        assertThat(actions("/changes/" + change.substring("/admin/v1/changes/".length())))
                .containsExactly("change.approved raoul", "change.proposed rita");
        assertThat(actions("/rules/" + rule)).containsExactly("rule.created raoul");
    }

    @Test
    void whatIsNotLiveNeedsNobody() {
        assertThat(gate.post("/admin/v1/rules", body("SHADOW", "score > 2.0", 0), RITA).status())
                .isEqualTo(201);
        assertThat(put(body("OFF", "score > 2.0", 1), RITA).status()).isEqualTo(200);
        assertThat(put(body("LIVE", "score > 2.0", 2), RITA).status()).isEqualTo(202);
    }

    @Test
    void aStaleProposalIsRefusedAndCanBeRejected() {
        gate.post("/admin/v1/rules", body("SHADOW", "score > 2.0", 0), RITA);
        String first = put(body("LIVE", "score > 3.0", 1), RITA).header("Location");
        String second = put(body("LIVE", "score > 4.0", 1), RAOUL).header("Location");

        assertThat(gate.post(first + "/approve", "", RAOUL).status()).isEqualTo(200);
        Reply stale = gate.post(second + "/approve", "", RITA);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.json().path("code").asString()).isEqualTo("state_conflict");
        assertThat(gate.get(second, RITA).json().path("status").asString()).isEqualTo("PENDING");
        assertThat(put(body("LIVE", "score > 5.0", 1), RITA).status())
                .as("stale when it is proposed")
                .isEqualTo(409);
        assertThat(gate.post(second + "/reject", "{\"reason\": \"late\"}", RITA).status())
                .isEqualTo(200);
        assertThat(gate.post(second + "/reject", "", RITA).status()).isEqualTo(409);
        assertThat(gate.get("/admin/v1/rules/" + rule, RITA).json().path("expression").asString())
                .isEqualTo("score > 3.0");
        Reply ended = gate.call("DELETE", "/admin/v1/rules/" + rule, "", RITA);
        assertThat(ended.status()).isEqualTo(202);
        assertThat(gate.post(ended.header("Location") + "/approve", "", RAOUL).status())
                .isEqualTo(200);
        assertThat(gate.get("/admin/v1/rules/" + rule, RITA).status()).isEqualTo(404);
    }

    @Test
    void thresholdsWaitForAnother() {
        JsonNode before = gate.get("/admin/v1/thresholds", RITA).json();
        String body =
                """
                {"revision": %d, "standard": {"challenge": 0.31, "review": 0.51, "decline": 0.81}}
                """
                        .formatted(before.path("revision").asInt());

        Reply proposed = gate.call("PUT", "/admin/v1/thresholds", body, RITA);

        assertThat(proposed.status()).as(proposed.json().toString()).isEqualTo(202);
        assertThat(gate.get("/admin/v1/thresholds", RITA).json()).isEqualTo(before);
        assertThat(gate.post(proposed.header("Location") + "/approve", "", RAOUL).status())
                .isEqualTo(200);
        assertThat(
                        gate.get("/admin/v1/thresholds", RITA)
                                .json()
                                .path("standard")
                                .path("decline")
                                .asDouble())
                .isEqualTo(0.81);
        assertThat(gate.call("PUT", "/admin/v1/thresholds", body, RITA).status()).isEqualTo(409);
    }

    @Test
    void aChampionWaitsForAnother() {
        String path = "/admin/v1/models/fraud/aliases/champion";
        JsonNode before = gate.get(path, RITA).json();
        String body =
                "{\"version\": %d, \"reason\": \"again\"}"
                        .formatted(before.path("version").asInt());

        Reply proposed = gate.call("PUT", path, body, RITA);
        Reply other = gate.call("PUT", path, body, RITA);

        assertThat(proposed.status()).as(proposed.json().toString()).isEqualTo(202);
        assertThat(gate.get(path, RITA).json()).isEqualTo(before);
        Reply approved = gate.post(proposed.header("Location") + "/approve", "", RAOUL);
        assertThat(approved.status()).as(approved.json().toString()).isEqualTo(200);
        JsonNode after = gate.get(path, RITA).json();
        assertThat(after.path("revision").asInt()).isEqualTo(before.path("revision").asInt() + 1);
        assertThat(after.path("by").asString()).isEqualTo("rita");
        assertThat(gate.post(other.header("Location") + "/approve", "", RAOUL).status())
                .as("based on the champion before")
                .isEqualTo(409);
    }

    private List<String> actions(String resource) {
        return gate.get("/admin/v1/audit?resource=" + resource, OTTO)
                .json()
                .path("items")
                .valueStream()
                .map(one -> one.path("action").asString() + " " + one.path("actor").asString())
                .toList();
    }

    private Reply put(String body, String key) {
        return gate.call("PUT", "/admin/v1/rules/" + rule, body, key);
    }

    private String body(String mode, String expression, int revision) {
        return """
        {"id": "%s", "expression": "%s", "outcome": "REVIEW", "mode": "%s", "revision": %d}
        """
                .formatted(rule, expression, mode, revision);
    }
}
