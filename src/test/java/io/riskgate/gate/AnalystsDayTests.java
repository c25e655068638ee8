package io.riskgate.gate;

import static io.riskgate.gate.People.ANA;
import static io.riskgate.gate.People.BEN;
import static io.riskgate.gate.People.OTTO;
import static io.riskgate.gate.People.RAOUL;
import static io.riskgate.gate.People.RITA;
import static io.riskgate.gate.People.SHOP;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskgate.gate.RunningGate.Reply;
import io.riskgate.outcome.Source;
import io.riskgate.simulation.Happening;
import io.riskgate.simulation.Scheme;
import io.riskgate.simulation.Simulation;
import io.riskgate.simulation.SimulationSettings;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * A day at the fraud desk, over HTTP: payments come in with every scheme among them, two analysts
 * work the cases, a risk manager writes a rule against one scheme and sees it stop, an auditor
 * looks at all of it.
 */
class AnalystsDayTests {

    private static final int BATCH = 500;
    private static final String RING = "device-ring";
    private static final String EXPRESSION =
            "tx.channel == 'ECOMMERCE' && features.device_accounts_7d >= 3.0";

    private final RunningGate gate = RunningGate.guarded();
    /* One story for all time: it has every scheme in each of its parts. */
    private final Instant start = Instant.parse("2026-11-16T00:00:00Z");
    private final Simulation world =
            new Simulation(new SimulationSettings(33, start, 400, 0.1, "day-"));
    private Happening happening = world.next();
    private final Map<String, Scheme> truth = new HashMap<>();
    private final List<JsonNode> decided = new ArrayList<>();

    @Test
    void everybodyDoesTheirPart() throws Exception {
        letTheShopsThrough();
        play(Duration.ofDays(3));
        assertThat(truth.values()).containsAll(EnumSet.allOf(Scheme.class));
        long unstopped = ring().stream().filter(one -> !isStopped(one)).count();
        assertThat(unstopped).as("the scheme gets through").isPositive();

        Map<String, List<String>> resolved = work();
        assertThat(resolved.get(ANA)).isNotEmpty().doesNotContainAnyElementsOf(resolved.get(BEN));
        assertThat(resolved.get(BEN)).isNotEmpty();

        writeTheRuleInShadow();
        assertThat(backtest().path("newlyStopped").path("count").asLong()).isPositive();
        decided.clear();
        play(Duration.ofHours(108));
        assertThat(ring()).isNotEmpty();
        assertThat(ring()).anyMatch(one -> !isStopped(one));
        assertThat(ring()).allMatch(one -> mode(one).equals("SHADOW"));

        approveTheRule();
        decided.clear();
        play(Duration.ofDays(6));
        assertThat(ring()).as("the scheme goes on").isNotEmpty();
        assertThat(ring()).as("and is stopped").allMatch(AnalystsDayTests::isStopped);
        assertThat(ring()).allMatch(one -> mode(one).equals("LIVE"));

        audit(resolved);
    }

    /* Sends what happens until so long after the start. */
    private void play(Duration until) {
        List<String> batch = new ArrayList<>();
        while (happening.at().isBefore(start.plus(until))) {
            switch (happening) {
                case Happening.Paid(var transaction, Scheme scheme) -> {
                    batch.add(Contract.json(transaction));
                    if (scheme != null) {
                        truth.put(transaction.transactionId(), scheme);
                    }
                }
                case Happening.Reported(var report) when report.source() != Source.ANALYST -> {
                    send(batch);
                    assertThat(gate.post("/v1/outcomes", Contract.json(report), SHOP).status())
                            .isEqualTo(202);
                }
                case Happening.Reported _ -> {}
            }
            if (batch.size() == BATCH) {
                send(batch);
            }
            happening = world.next();
        }
        send(batch);
    }

    private void send(List<String> batch) {
        if (batch.isEmpty()) {
            return;
        }
        String body = "{\"transactions\": [" + String.join(",", batch) + "]}";
        Reply reply = gate.post("/v1/decisions/batch", body, SHOP);
        assertThat(reply.status()).isEqualTo(200);
        reply.json()
                .path("results")
                .forEach(
                        result -> {
                            assertThat(result.path("status").asInt()).isEqualTo(200);
                            decided.add(result.path("decision"));
                        });
        batch.clear();
    }

    /** The decisions on the ring: one device, its third account and on. */
    private List<JsonNode> ring() {
        return decided.stream()
                .filter(
                        one ->
                                truth.get(one.path("transactionId").asString())
                                        == Scheme.CARD_TESTING)
                .filter(one -> accounts(one) >= 3)
                .toList();
    }

    private double accounts(JsonNode decision) {
        return gate.get(
                        "/v1/decisions/" + decision.path("transactionId").asString() + "/trace",
                        ANA)
                .json()
                .path("features")
                .path("device_accounts_7d")
                .asDouble();
    }

    private static boolean isStopped(JsonNode decision) {
        return decision.path("outcome").asString().equals("DECLINE");
    }

    private static String mode(JsonNode decision) {
        return decision.path("rules")
                .valueStream()
                .filter(rule -> rule.path("id").asString().equals(RING))
                .map(rule -> rule.path("mode").asString())
                .findFirst()
                .orElse("");
    }

    /** Two analysts take what is next until nothing is left; the ids of what each resolved. */
    private Map<String, List<String>> work() throws Exception {
        for (String id : stopped()) {
            await().atMost(Duration.ofSeconds(90)).until(() -> !caseOf(id).isEmpty());
        }
        Map<String, List<String>> resolved = new HashMap<>();
        try (ExecutorService desk = Executors.newFixedThreadPool(2)) {
            Map<String, Future<List<String>>> working = new HashMap<>();
            for (String analyst : List.of(ANA, BEN)) {
                working.put(analyst, desk.submit(() -> resolveAll(analyst)));
            }
            for (Map.Entry<String, Future<List<String>>> one : working.entrySet()) {
                resolved.put(one.getKey(), one.getValue().get());
            }
        }
        return resolved;
    }

    private List<String> stopped() {
        return decided.stream()
                .filter(one -> one.path("outcome").asString().matches("REVIEW|DECLINE"))
                .map(one -> one.path("transactionId").asString())
                .toList();
    }

    private String caseOf(String transactionId) {
        JsonNode id = gate.get("/v1/decisions/" + transactionId, SHOP).json().path("caseId");
        return id.isNull() ? "" : id.asString();
    }

    private List<String> resolveAll(String analyst) {
        List<String> resolved = new ArrayList<>();
        Reply next = gate.post("/admin/v1/cases/next", "", analyst);
        while (next.status() == 200) {
            JsonNode file = next.json();
            String path = "/admin/v1/cases/" + file.path("id").asString();
            assertThat(file.path("assignee").asString()).isEqualTo(analyst.substring(3));
            Reply done =
                    gate.post(
                            path + "/resolve",
                            "{\"verdict\": \"%s\", \"reason\": \"asked\", \"revision\": %d}"
                                    .formatted(verdict(file), file.path("revision").asInt()),
                            analyst);
            assertThat(done.status()).as(done.json().toString()).isEqualTo(200);
            resolved.add(file.path("id").asString());
            next = gate.post("/admin/v1/cases/next", "", analyst);
        }
        assertThat(next.status()).isEqualTo(204);
        return resolved;
    }

    /* What the holder would say of most of them. */
    private String verdict(JsonNode file) {
        long frauds =
                file.path("decisions")
                        .valueStream()
                        .filter(one -> truth.containsKey(one.path("transactionId").asString()))
                        .count();
        return 2 * frauds >= file.path("decisions").size() ? "FRAUD" : "LEGITIMATE";
    }

    private void writeTheRuleInShadow() {
        assertThat(
                        gate.post(
                                        "/admin/v1/rules/check",
                                        "{\"expression\": \"" + EXPRESSION + "\"}",
                                        RITA)
                                .status())
                .isEqualTo(200);
        Reply written = gate.post("/admin/v1/rules", rule("SHADOW", 0), RITA);
        assertThat(written.status()).as(written.json().toString()).isEqualTo(201);
    }

    private JsonNode backtest() {
        Reply reply =
                gate.post(
                        "/admin/v1/rules/" + RING + "/backtest",
                        "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(start, Instant.now()),
                        RITA);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        JsonNode report = reply.json();
        assertThat(report.path("fraudCaught").path("count").asLong())
                .as(report.toString())
                .isGreaterThan(report.path("goodHurt").path("count").asLong());
        return report;
    }

    /* Where the ring pays the model must not do the rule's work. */
    private void letTheShopsThrough() {
        JsonNode now = gate.get("/admin/v1/thresholds", RITA).json();
        String body =
                """
                {"revision": %d, "standard": {"challenge": 0.1, "review": 0.3, "decline": 0.9},
                 "channels": {"ECOMMERCE": {"challenge": 0.1, "review": 1.0, "decline": 1.0}}}
                """
                        .formatted(now.path("revision").asInt());
        approve(gate.call("PUT", "/admin/v1/thresholds", body, RITA));
    }

    private void approveTheRule() {
        approve(gate.call("PUT", "/admin/v1/rules/" + RING, rule("LIVE", 1), RITA));
    }

    private void approve(Reply proposed) {
        assertThat(proposed.status()).as(proposed.json().toString()).isEqualTo(202);
        String change = proposed.header("Location");
        assertThat(gate.post(change + "/approve", "", RITA).status()).isEqualTo(403);
        assertThat(gate.post(change + "/approve", "", RAOUL).status()).isEqualTo(200);
    }

    private static String rule(String mode, int revision) {
        return """
        {"id": "%s", "description": "Many accounts on one device", "expression": "%s",
         "outcome": "DECLINE", "mode": "%s", "priority": 10, "revision": %d}
        """
                .formatted(RING, EXPRESSION, mode, revision);
    }

    private void audit(Map<String, List<String>> resolved) {
        assertThat(actions("resource=/rules/" + RING))
                .containsExactly("rule.changed raoul", "rule.created rita");
        assertThat(actions("actor=raoul&action=change.approved")).isNotEmpty();
        for (String analyst : List.of(ANA, BEN)) {
            String name = analyst.substring(3);
            Set<String> expected =
                    resolved.get(analyst).stream()
                            .map(id -> "/cases/" + id)
                            .collect(Collectors.toSet());
            assertThat(resources("actor=" + name + "&action=case.resolved")).containsAll(expected);
        }
        JsonNode reads = gate.get("/admin/v1/audit/reads?actor=ana&limit=1", OTTO).json();
        assertThat(reads.path("items").path(0).path("path").asString()).startsWith("/v1/decisions");
        assertThat(gate.post("/admin/v1/rules", rule("OFF", 0), OTTO).status()).isEqualTo(403);
        JsonNode finding = gate.get("/admin/v1/audit/verify", OTTO).json();
        assertThat(finding.path("valid").asBoolean()).as(finding.toString()).isTrue();
    }

    private List<String> actions(String query) {
        return gate.get("/admin/v1/audit?" + query, OTTO)
                .json()
                .path("items")
                .valueStream()
                .map(one -> one.path("action").asString() + " " + one.path("actor").asString())
                .toList();
    }

    private List<String> resources(String query) {
        List<String> all = new ArrayList<>();
        String after = "";
        JsonNode page;
        do {
            page = gate.get("/admin/v1/audit?limit=200&" + query + after, OTTO).json();
            all.addAll(page.path("items").findValuesAsString("resource"));
            after = "&after=" + page.path("next").asString();
        } while (page.path("hasMore").asBoolean());
        return all;
    }
}
