package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RunningGate.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.UUID;

/** Rules as a risk manager keeps them, and what they do to the next decision. */
class RuleAdminTests {

    private static final String ADMIN = "rk_dev_admin";

    private final RunningGate gate = RunningGate.shared();
    private final String id = "rule-" + UUID.randomUUID();
    private final String mark = UUID.randomUUID().toString();

    @AfterEach
    void removeTheRule() {
        gate.call("DELETE", "/admin/v1/rules/" + id, "", ADMIN);
    }

    @Test
    void aRuleIsLiveWithTheNextDecision() {
        Reply created = create("tx.attributes.mark == '" + mark + "'", "DECLINE", "LIVE");
        assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
        assertThat(created.json().path("revision").asInt()).isEqualTo(1);

        JsonNode decision = decide();

        assertThat(decision.path("outcome").asString()).isEqualTo("DECLINE");
        assertThat(decision.path("rules").path(0).path("id").asString()).isEqualTo(id);
        assertThat(decision.path("rules").path(0).path("version").asInt()).isEqualTo(1);
        assertThat(decision.path("reasons").path(0).path("code").asString()).startsWith("RULE_");
    }

    @Test
    void aShadowRuleIsRecordedAndChangesNothing() {
        create(
                "has(tx.attributes.mark) && tx.attributes.mark == '" + mark + "'",
                "DECLINE",
                "SHADOW");

        JsonNode decision = decide();

        assertThat(decision.path("outcome").asString()).isNotEqualTo("DECLINE");
        assertThat(decision.path("rules").path(0).path("mode").asString()).isEqualTo("SHADOW");
    }

    @Test
    void aChangeIsANewVersionAndNeedsTheRevisionThatWasRead() {
        create("score > 0.99", "REVIEW", "OFF");
        String body =
                """
                {"expression": "score > 0.98", "outcome": "REVIEW", "mode": "OFF", "revision": 1}
                """;

        Reply changed = gate.call("PUT", "/admin/v1/rules/" + id, body, ADMIN);
        Reply stale = gate.call("PUT", "/admin/v1/rules/" + id, body, ADMIN);
        Reply nameless =
                gate.call("PUT", "/admin/v1/rules/" + id, body.replace("1}", "null}"), ADMIN);

        assertThat(changed.status()).as(changed.json().toString()).isEqualTo(200);
        assertThat(changed.json().path("revision").asInt()).isEqualTo(2);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.json().path("code").asString()).isEqualTo("state_conflict");
        assertThat(nameless.status()).isEqualTo(400);
        JsonNode versions = gate.get("/admin/v1/rules/" + id + "/versions?limit=1", ADMIN).json();
        assertThat(versions.path("items").path(0).path("expression").asString())
                .isEqualTo("score > 0.98");
        assertThat(versions.path("hasMore").asBoolean()).isTrue();
        JsonNode first =
                gate.get(
                                "/admin/v1/rules/"
                                        + id
                                        + "/versions?after="
                                        + versions.path("next").asString(),
                                ADMIN)
                        .json();
        assertThat(first.path("items").path(0).path("expression").asString())
                .isEqualTo("score > 0.99");
        assertThat(first.path("hasMore").asBoolean()).isFalse();
    }

    @Test
    void anIdIsTakenOnceAndFreeAgainAfterItsEnd() {
        assertThat(create("true", "REVIEW", "OFF").status()).isEqualTo(201);
        assertThat(create("true", "REVIEW", "OFF").status()).isEqualTo(409);
        assertThat(gate.call("DELETE", "/admin/v1/rules/" + id, "", ADMIN).status()).isEqualTo(204);
        assertThat(gate.get("/admin/v1/rules/" + id, ADMIN).status()).isEqualTo(404);
        Reply again = create("true", "REVIEW", "OFF");
        assertThat(again.json().path("version").asInt()).isEqualTo(3);
    }

    @Test
    void anExpressionIsCheckedWithPositionAndExpectedType() {
        Reply good = check("tx.amount.value > 100 && score > 0.5");
        Reply bad = check("tx.amount.value > 'x'");
        Reply unknown = check("features.no_such_feature > 1.0");

        assertThat(good.status()).as(good.json().toString()).isEqualTo(200);
        assertThat(good.json().path("reads").path(0).asString()).isEqualTo("score");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.json().path("code").asString()).isEqualTo("unprocessable");
        assertThat(bad.json().path("position").path("line").asInt()).isEqualTo(1);
        assertThat(bad.json().path("position").path("column").asInt()).isEqualTo(17);
        assertThat(bad.json().path("expected").asString()).contains("int");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(create("tx.amount", "REVIEW", "LIVE").status()).isEqualTo(422);
    }

    @Test
    void everyFaultOfARequestIsSaidAtOnce() {
        Reply reply =
                gate.post(
                        "/admin/v1/rules",
                        "{\"id\": \"a b\", \"outcome\": \"MAYBE\", \"mode\": \"ON\"}",
                        ADMIN);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("errors").size()).isEqualTo(4);
    }

    @Test
    void rulesAreListedPageByPage() {
        create("true", "REVIEW", "OFF");

        JsonNode page =
                gate.get("/admin/v1/rules?limit=1&after=" + id.substring(0, id.length() - 1), ADMIN)
                        .json();

        assertThat(page.path("items").path(0).path("id").asString()).isEqualTo(id);
        assertThat(gate.get("/admin/v1/rules?limit=201", ADMIN).status()).isEqualTo(400);
    }

    private Reply check(String expression) {
        return gate.post(
                "/admin/v1/rules/check", "{\"expression\": \"" + expression + "\"}", ADMIN);
    }

    private Reply create(String expression, String outcome, String mode) {
        String body =
                """
                {"id": "%s", "description": "made by a test", "expression": "%s",
                 "outcome": "%s", "mode": "%s", "priority": 5, "onError": "APPROVE"}
                """
                        .formatted(id, expression, outcome, mode);
        return gate.post("/admin/v1/rules", body, ADMIN);
    }

    private JsonNode decide() {
        String body =
                """
                {"transactionId": "tx-%s", "occurredAt": "2026-11-20T10:15:30Z",
                 "amount": {"value": 1250, "currency": "EUR"}, "accountId": "acc-%s",
                 "channel": "CARD_PRESENT", "attributes": {"mark": "%s"}}
                """
                        .formatted(UUID.randomUUID(), mark, mark);
        Reply reply = gate.decide(body);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        return reply.json();
    }
}
