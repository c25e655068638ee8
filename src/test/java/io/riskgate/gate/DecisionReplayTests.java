package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;
import io.riskgate.registry.ServingVersions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A decision of the past computed again, after everything that it rested on has changed. */
class DecisionReplayTests {

    private static final String ADMIN = "rk_dev_admin";
    private static final String CHAMPION = "/admin/v1/models/fraud/aliases/champion";
    private static final String THRESHOLDS = "/admin/v1/thresholds";

    private final RunningGate gate = RunningGate.shared();
    private final JdbcClient jdbc = gate.bean(JdbcClient.class);
    private final Models models = gate.bean(Models.class);
    private final ServingVersions serving = gate.bean(ServingVersions.class);
    private final String mark = UUID.randomUUID().toString();
    private final String account = "acc-" + mark;
    private final int champion = serving.of(ServingVersions.Role.CHAMPION).orElseThrow().version();
    private final JsonNode thresholds = gate.get(THRESHOLDS, ADMIN).json();
    private final List<String> rules = List.of("a-" + mark, "b-" + mark, "c-" + mark);

    @AfterEach
    void putBack() {
        put(CHAMPION, "{\"version\": %d, \"reason\": \"back\"}".formatted(champion));
        JsonNode now = gate.get(THRESHOLDS, ADMIN).json();
        put(
                THRESHOLDS,
                "{\"revision\": %d, \"standard\": %s, \"channels\": %s}"
                        .formatted(
                                now.path("revision").asInt(),
                                thresholds.path("standard"),
                                thresholds.path("channels")));
        rules.forEach(rule -> gate.call("DELETE", "/admin/v1/rules/" + rule, "", ADMIN));
    }

    @Test
    void isTheSameBitForBitAfterTenChangesOfModelsAndRules() {
        rule(rules.get(0), "REVIEW", "LIVE", "tx.amount.value > 1000 && score < 0.99");
        rule(rules.get(1), "DECLINE", "SHADOW", "features.amount > 1.0 && lists.watch.accountId");
        rule(rules.get(2), "REVIEW", "LIVE", "tx.attributes.absent == 'x'");
        list("watch", "accountId", account);
        list("block", "cardId", "blocked-" + mark);
        List<String> decided =
                List.of(
                        decide(500, "card-1", "x"),
                        decide(90_000, "card-1", mark),
                        decide(95_000, "card-2", mark),
                        decide(100, "blocked-" + mark, mark));
        for (String id : decided) {
            assertSame(id);
        }
        JsonNode before = trace(decided.get(1));

        changeTenTimes();

        for (String id : decided) {
            assertSame(id);
        }
        assertThat(trace(decided.get(1))).isEqualTo(before);
        JsonNode now = gate.get("/v1/decisions/" + decide(90_000, "card-1", mark), ADMIN).json();
        assertThat(now.path("outcome").asString())
                .as("what is decided now is something else")
                .isEqualTo("DECLINE");
        assertThat(now.path("model").path("version").asInt()).isNotEqualTo(champion);
        assertThat(before.path("model").path("version").asInt()).isEqualTo(champion);
    }

    @Test
    void theTraceHoldsAllItTakes() {
        rule(rules.get(0), "REVIEW", "LIVE", "tx.amount.value > 1000");
        rule(rules.get(1), "REVIEW", "LIVE", "tx.amount.value > 1000000");
        list("watch", "accountId", account);

        JsonNode trace = trace(decide(90_000, "card-1", mark));

        assertThat(trace.path("features").path("amount").asDouble()).isEqualTo(900.0);
        assertThat(trace.path("model").path("version").asInt()).isEqualTo(champion);
        assertThat(trace.path("model").path("sha256").asString())
                .isEqualTo(models.sha256(new ModelReference("fraud", champion)));
        assertThat(trace.path("thresholds").path("standard"))
                .isEqualTo(thresholds.path("standard"));
        assertThat(trace.path("policy").path("listHits").path(0).path("value").asString())
                .isEqualTo(account);
        assertThat(evaluated(trace, rules.get(0)).path("result").asString()).isEqualTo("MATCHED");
        assertThat(evaluated(trace, rules.get(0)).path("version").asInt()).isEqualTo(1);
        assertThat(evaluated(trace, rules.get(1)).path("result").asString())
                .isEqualTo("NOT_MATCHED");
        assertThat(evaluated(trace, rules.get(1)).path("values").path("tx.amount.value").asString())
                .isEqualTo("90000");
    }

    @Test
    void saysWhereItDiffers() {
        String id = decide(700, "card-1", mark);
        jdbc.sql("update journal set score = score + 1e-12 where transaction_id = ?")
                .param(id)
                .update();

        JsonNode report = replay(id);

        assertThat(report.path("identical").asBoolean()).isFalse();
        assertThat(report.path("differences").path(0).asString()).isEqualTo("score");
        assertThat(gate.post("/admin/v1/decisions/nosuch/replay", "", ADMIN).status())
                .isEqualTo(404);
    }

    @Test
    void decisionsAreFoundByWhoTookPart() {
        String first = decide(700, "card-" + mark, mark);
        String second = decide(800, "card-" + mark, mark);

        assertThat(found("accountId=" + account)).containsExactly(second, first);
        assertThat(found("cardId=card-" + mark + "&merchantId=m-" + mark + "&deviceId=d-" + mark))
                .containsExactly(second, first);
        assertThat(found("accountId=" + account + "&deviceId=other")).isEmpty();
        assertThat(found("accountId=" + account + "&outcome=DECLINE")).isEmpty();
        assertThat(found("accountId=" + account + "&from=2020-01-01T00:00:00Z"))
                .containsExactly(second, first);
        assertThat(found("accountId=" + account + "&to=2020-01-01T00:00:00Z")).isEmpty();
        JsonNode page = gate.get("/admin/v1/decisions?limit=1&accountId=" + account, ADMIN).json();
        assertThat(page.path("hasMore").asBoolean()).isTrue();
        assertThat(found("accountId=" + account + "&after=" + page.path("next").asString()))
                .containsExactly(first);
        assertThat(gate.get("/admin/v1/decisions?outcome=LOST", ADMIN).status()).isEqualTo(400);
    }

    private List<String> found(String query) {
        JsonNode page = gate.get("/admin/v1/decisions?" + query, ADMIN).json();
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(item -> ids.add(item.path("transactionId").asString()));
        return ids;
    }

    private void changeTenTimes() {
        Manifest other = other();
        int next = models.register(other, models.model(fallback()), null, "test").model().version();
        put(THRESHOLDS, edited());
        put(CHAMPION, "{\"version\": %d, \"reason\": \"one\"}".formatted(next));
        put(CHAMPION, "{\"version\": %d, \"reason\": \"two\"}".formatted(champion));
        put(CHAMPION, "{\"version\": %d, \"reason\": \"three\"}".formatted(next));
        change(rules.get(0), 1, "DECLINE", "LIVE", "tx.amount.value > 1000");
        change(rules.get(0), 2, "DECLINE", "LIVE", "tx.amount.value > 2000");
        change(rules.get(1), 1, "REVIEW", "OFF", "true");
        assertThat(gate.call("DELETE", "/admin/v1/rules/" + rules.get(2), "", ADMIN).status())
                .isEqualTo(204);
        rule(rules.get(2), "DECLINE", "SHADOW", "true");
        jdbc.sql("select entry_id from list_entry where value in (?, ?)")
                .params(account, "blocked-" + mark)
                .query(Long.class)
                .list()
                .forEach(
                        entry -> {
                            for (String list : List.of("watch", "block")) {
                                gate.call(
                                        "DELETE",
                                        "/admin/v1/lists/" + list + "/entries/" + entry,
                                        "",
                                        ADMIN);
                            }
                        });
    }

    /* The fallback's file under the champion's name: it is certain to score otherwise. */
    private Manifest other() {
        Manifest fallback = models.get(fallback());
        return new Manifest(
                new ModelReference("fraud", 1),
                "another",
                fallback.features(),
                fallback.signature(),
                fallback.thresholds(),
                fallback.provenance(),
                fallback.evidence());
    }

    private ModelReference fallback() {
        return serving.of(ServingVersions.Role.FALLBACK).orElseThrow().reference();
    }

    private String edited() {
        return "{\"revision\": %d, \"standard\": {\"challenge\": 0, \"review\": 0, \"decline\": 0}}"
                .formatted(thresholds.path("revision").asInt());
    }

    private void assertSame(String id) {
        JsonNode report = replay(id);
        assertThat(report.path("differences")).as(report.toString()).isEmpty();
        assertThat(report.path("identical").asBoolean()).isTrue();
        assertThat(report.path("recomputed").path("score"))
                .isEqualTo(report.path("decided").path("score"));
    }

    private JsonNode replay(String id) {
        RunningGate.Reply reply = gate.post("/admin/v1/decisions/" + id + "/replay", "", ADMIN);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        return reply.json();
    }

    private JsonNode trace(String id) {
        return gate.get("/v1/decisions/" + id + "/trace", ADMIN).json();
    }

    private static JsonNode evaluated(JsonNode trace, String rule) {
        for (JsonNode one : trace.path("evaluated")) {
            if (one.path("id").asString().equals(rule)) {
                return one;
            }
        }
        throw new AssertionError("rule " + rule + " was not asked: " + trace);
    }

    private void rule(String id, String outcome, String mode, String expression) {
        RunningGate.Reply reply =
                gate.post("/admin/v1/rules", body(id, outcome, mode, expression, 0), ADMIN);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(201);
    }

    private void change(String id, int revision, String outcome, String mode, String expression) {
        put("/admin/v1/rules/" + id, body(id, outcome, mode, expression, revision));
    }

    /* Only what bears the mark: the gate is shared. */
    private String body(String id, String outcome, String mode, String expression, int revision) {
        return """
        {"id": "%s", "outcome": "%s", "mode": "%s", "revision": %d, "priority": 5,
         "expression": "has(tx.attributes.mark) && tx.attributes.mark == '%s' && (%s)"}
        """
                .formatted(id, outcome, mode, revision, mark, expression);
    }

    private void list(String list, String by, String value) {
        RunningGate.Reply reply =
                gate.post(
                        "/admin/v1/lists/" + list + "/entries",
                        "{\"by\": \"%s\", \"value\": \"%s\", \"reason\": \"test\"}"
                                .formatted(by, value),
                        ADMIN);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(201);
    }

    private void put(String path, String body) {
        RunningGate.Reply reply = gate.call("PUT", path, body, ADMIN);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
    }

    private String decide(long minor, String card, String marked) {
        String id = "tx-" + UUID.randomUUID();
        RunningGate.Reply reply =
                gate.decide(
                        """
                        {"transactionId": "%s", "occurredAt": "2026-11-20T10:15:30Z",
                         "amount": {"value": %d, "currency": "EUR"}, "accountId": "%s",
                         "channel": "ECOMMERCE", "cardId": "%s", "merchantId": "m-%s",
                         "deviceId": "d-%s", "attributes": {"mark": "%s"}}
                        """
                                .formatted(id, minor, account, card, mark, mark, marked));
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        return id;
    }
}
