package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.riskgate.decision.CaseBook;
import io.riskgate.gate.RunningGate.Reply;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Cases from the decision that opens them to the outcomes that end them. */
class CaseTests {

    private static final String ANALYST = "rk_dev_analyst";
    private static final String ADMIN = "rk_dev_admin";

    private final RunningGate gate = RunningGate.shared();
    private final JdbcClient jdbc = gate.bean(JdbcClient.class);
    private final Map<String, String> caseIds = new HashMap<>();
    private final CaseBook cases = gate.bean(CaseBook.class);

    @Test
    void oneOpenCaseGathersAnAccountsDecisionsAndItsResolutionReportsThem() {
        String account = watched();
        String first = decide(account, 10_000);
        String second = decide(account, 20_000);
        UUID id = caseOf(second);
        assertThat(caseOf(first)).isEqualTo(id);

        JsonNode file = gate.get("/admin/v1/cases/" + id, ANALYST).json();
        assertThat(file.path("status").asString()).isEqualTo("OPEN");
        assertThat(file.path("decisions").size()).isEqualTo(2);
        assertThat(file.path("decisions").path(0).path("transactionId").asString())
                .isEqualTo(second);
        assertThat(file.path("amountAtRisk").asDouble()).isBetween(0.0, 300.0);
        assertThat(file.path("trace").path("transactionId").asString()).isEqualTo(second);
        assertThat(file.path("trace").path("features").size()).isPositive();
        assertThat(file.path("recentTransactions").size()).isEqualTo(2);
        assertThat(file.path("history").path(0).path("kind").asString()).isEqualTo("OPENED");

        Reply stale = resolve(id, file.path("revision").asInt() + 5);
        Reply resolved = resolve(id, file.path("revision").asInt());

        assertThat(stale.status()).isEqualTo(409);
        assertThat(resolved.status()).as(resolved.json().toString()).isEqualTo(200);
        assertThat(resolved.json().path("status").asString()).isEqualTo("RESOLVED");
        assertThat(verdicts(first)).containsExactly("ANALYST FRAUD");
        assertThat(verdicts(second)).containsExactly("ANALYST FRAUD");
        assertThat(caseOf(decide(account, 500))).isNotEqualTo(id);
        assertThat(gate.post("/admin/v1/cases/" + id + "/reopen", "{}", ANALYST).status())
                .as("the account has a newer case")
                .isEqualTo(409);
    }

    @Test
    void aCaseIsAssignedNotedEscalatedReleasedAndReopened() {
        UUID id = caseOf(decide(watched(), 700));
        String path = "/admin/v1/cases/" + id;

        assertThat(gate.post(path + "/assign", "{}", ANALYST).json().path("status").asString())
                .isEqualTo("ASSIGNED");
        assertThat(
                        gate.post(path + "/assign", "{\"assignee\": \"maria\"}", ANALYST)
                                .json()
                                .path("assignee")
                                .asString())
                .isEqualTo("maria");
        JsonNode noted = gate.post(path + "/notes", "{\"text\": \"called\"}", ANALYST).json();
        assertThat(noted.path("notes").path(0).path("text").asString()).isEqualTo("called");
        assertThat(gate.post(path + "/release", "", ANALYST).json().path("status").asString())
                .isEqualTo("OPEN");
        assertThat(gate.post(path + "/release", "", ANALYST).status()).isEqualTo(409);
        JsonNode escalated =
                gate.post(path + "/escalate", "{\"reason\": \"a ring\"}", ANALYST).json();
        assertThat(escalated.path("escalated").asBoolean()).isTrue();
        resolve(id, escalated.path("revision").asInt());
        JsonNode reopened = gate.post(path + "/reopen", "{\"reason\": \"new\"}", ANALYST).json();

        assertThat(reopened.path("status").asString()).isEqualTo("OPEN");
        assertThat(reopened.path("verdict").isNull()).isTrue();
        assertThat(gate.get(path, ANALYST).json().path("history"))
                .extracting(event -> event.path("kind").asString())
                .containsExactly(
                        "OPENED",
                        "ASSIGNED",
                        "ASSIGNED",
                        "NOTED",
                        "RELEASED",
                        "ESCALATED",
                        "RESOLVED",
                        "REOPENED");
    }

    @Test
    void nextNeverHandsOneCaseToTwo() throws Exception {
        int callers = 40;
        Set<String> open = new HashSet<>();
        for (int i = 0; i < callers; i++) {
            open.add(caseOf(decide(watched(), 70_000_000_000L + i)).toString());
        }
        List<Future<String>> taken = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(callers)) {
            Callable<String> next =
                    () -> {
                        Reply reply = gate.post("/admin/v1/cases/next", "", ANALYST);
                        return reply.status() == 204 ? "" : reply.json().path("id").asString();
                    };
            for (int i = 0; i < callers; i++) {
                taken.add(pool.submit(next));
            }
        }
        List<String> ids = new ArrayList<>();
        for (Future<String> one : taken) {
            ids.add(one.get());
        }
        assertThat(ids).doesNotContain("").doesNotHaveDuplicates();
        assertThat(ids).as("the ones with the most at risk").containsAll(open);
    }

    @Test
    void aDecisionNamesItsCaseOnceThereIsOne() {
        String account = watched();
        String first = decide(account, 1_000);
        UUID id = caseOf(first);

        String second = decide(account, 2_000);

        caseOf(second);
        for (String transaction : List.of(first, second)) {
            assertThat(
                            gate.get("/v1/decisions/" + transaction, ANALYST)
                                    .json()
                                    .path("caseId")
                                    .asString())
                    .isEqualTo(id.toString());
        }
        assertThat(caseIds.get(second)).as("known when it was decided").isEqualTo(id.toString());
        assertThat(repeated(account, first, 1_000).path("caseId").asString())
                .isEqualTo(id.toString());
        resolve(id, cases(id).path("revision").asInt());
        String third = decide(account, 500);
        assertThat(caseIds.get(third)).as("the case is closed").isEqualTo("");
    }

    private JsonNode cases(UUID id) {
        return gate.get("/admin/v1/cases/" + id, ANALYST).json();
    }

    @Test
    void nextIsTheOneWithTheMostAtRisk() {
        UUID large = caseOf(decide(watched(), 99_000_000_000L));
        caseOf(decide(watched(), 100));

        assertThat(gate.post("/admin/v1/cases/next", "", ANALYST).json().path("id").asString())
                .isEqualTo(large.toString());
    }

    @Test
    void whatIsAtRiskIsConvertedAndAddsUp() {
        String account = watched();
        decide(account, 10_000, "EUR");
        decide(account, 10_000, "GBP");
        UUID id = caseOf(decide(account, 1_000_000, "JPY"));

        JsonNode file = cases(id);

        double expected = 0;
        for (JsonNode one : file.path("decisions")) {
            double euros =
                    switch (one.path("amount").path("currency").asString()) {
                        case "EUR" -> 100;
                        case "GBP" -> 100 * 1.17;
                        default -> 1_000_000 * 0.006;
                    };
            expected += euros * (one.path("score").isNull() ? 1 : one.path("score").asDouble());
        }
        assertThat(file.path("decisions").size()).isEqualTo(3);
        assertThat(file.path("amountAtRisk").asDouble()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void nothingHappensByItselfWhenACaseIsOverdue() {
        UUID id = caseOf(decide(watched(), 700));
        assertThat(cases(id).path("overdue").asBoolean()).isFalse();
        assertThat(Instant.parse(cases(id).path("dueAt").asString()))
                .isAfter(Instant.now().plusSeconds(3600));
        jdbc.sql(
                        "update fraud_case set opened_at = opened_at - interval '30 days',"
                                + " due_at = due_at - interval '30 days' where case_id = ?")
                .param(id)
                .update();

        caseOf(decide(watched(), 700));

        JsonNode file = cases(id);
        assertThat(file.path("status").asString()).isEqualTo("OPEN");
        assertThat(file.path("overdue").asBoolean()).isTrue();
        assertThat(file.path("ageSeconds").asLong()).isGreaterThan(29 * 86_400);
        assertThat(ids("/admin/v1/cases?overdue=true&limit=200&sort=dueAt")).contains(id);
        assertThat(ids("/admin/v1/cases?overdue=true&status=RESOLVED")).isEmpty();
    }

    @Test
    void aResolutionCanListWhatItFound() {
        String account = watched();
        UUID id = caseOf(decide(account, 700));
        String body =
                """
                {"verdict": "FRAUD", "reason": "a stolen card", "revision": 1, "listEntries":
                 [{"list": "block", "by": "cardId", "value": "card-%s"}]}
                """
                        .formatted(account);

        Reply resolved = gate.post("/admin/v1/cases/" + id + "/resolve", body, ANALYST);

        assertThat(resolved.status()).as(resolved.json().toString()).isEqualTo(200);
        assertThat(repeated(account, "tx-" + UUID.randomUUID(), 100).path("outcome").asString())
                .isEqualTo("DECLINE");
        assertThat(
                        gate.get("/admin/v1/lists/block/entries?value=card-" + account, ADMIN)
                                .json()
                                .path("items")
                                .path(0)
                                .path("reason")
                                .asString())
                .isEqualTo("a stolen card");
    }

    @Test
    void aResolutionAndItsListEntriesAreOneThing() {
        String account = watched();
        UUID id = caseOf(decide(account, 700));
        jdbc.sql("alter table list_entry add constraint refused check (value <> 'refused')")
                .update();
        try {
            Reply failed =
                    gate.post(
                            "/admin/v1/cases/" + id + "/resolve",
                            """
                            {"verdict": "FRAUD", "reason": "a stolen card", "revision": 1, "listEntries":
                             [{"list": "block", "by": "cardId", "value": "kept-%s"},
                              {"list": "watch", "by": "cardId", "value": "refused"}]}
                            """
                                    .formatted(account),
                            ANALYST);
            assertThat(failed.status()).isGreaterThanOrEqualTo(400);
        } finally {
            jdbc.sql("alter table list_entry drop constraint refused").update();
        }

        JsonNode file = gate.get("/admin/v1/cases/" + id, ANALYST).json();
        assertThat(file.path("status").asString()).isEqualTo("OPEN");
        assertThat(file.path("revision").asInt()).isEqualTo(1);
        assertThat(listed("kept-" + account)).isEmpty();
    }

    @Test
    void aBulkResolutionCanListToo() {
        String first = watched();
        String second = watched();
        UUID stale = caseOf(decide(first, 700));
        UUID resolved = caseOf(decide(second, 800));
        String body =
                """
                {"verdict": "FRAUD", "reason": "one ring", "cases":
                 [{"id": "%s", "revision": 7}, {"id": "%s", "revision": 1}], "listEntries":
                 [{"list": "block", "by": "cardId", "value": "ring-%s"}]}
                """;

        Reply none =
                gate.post("/admin/v1/cases/resolve", body.formatted(stale, stale, first), ANALYST);
        assertThat(none.json().path("results").findValuesAsString("status"))
                .containsExactly("409", "200");
        assertThat(listed("ring-" + first)).containsExactly("one ring");

        gate.post("/admin/v1/cases/resolve", body.formatted(stale, resolved, second), ANALYST);
        assertThat(listed("ring-" + second)).containsExactly("one ring");
        Reply stillStale =
                gate.post(
                        "/admin/v1/cases/resolve",
                        body.formatted(stale, resolved, "never"),
                        ANALYST);
        assertThat(stillStale.json().path("results").findValuesAsString("status"))
                .containsExactly("409", "409");
        assertThat(listed("ring-never")).as("nothing was resolved").isEmpty();
    }

    private List<String> listed(String card) {
        return gate.get("/admin/v1/lists/block/entries?value=" + card, ADMIN)
                .json()
                .path("items")
                .findValuesAsString("reason");
    }

    @Test
    void casesAreFoundByWhatTheyHold() {
        String account = watched();
        UUID id = caseOf(decide(account, 900));
        String query = "?accountId=" + account + "&cardId=card-" + account;

        assertThat(ids("/admin/v1/cases" + query + "&status=OPEN&outcome=REVIEW"))
                .containsExactly(id);
        assertThat(ids("/admin/v1/cases" + query + "&status=RESOLVED")).isEmpty();
        assertThat(ids("/admin/v1/cases" + query + "&minScore=1.0")).isEmpty();
        assertThat(ids("/admin/v1/cases" + query + "&from=2020-01-01T00:00:00Z"))
                .containsExactly(id);
        assertThat(ids("/admin/v1/cases" + query + "&to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(gate.get("/admin/v1/cases?status=LOST", ANALYST).status()).isEqualTo(400);
        assertThat(gate.get("/admin/v1/cases/" + UUID.randomUUID(), ANALYST).status())
                .isEqualTo(404);
    }

    @Test
    void pagesMeetWithoutGapOrOverlap() {
        for (int i = 0; i < 5; i++) {
            caseOf(decide(watched(), 4000));
        }
        for (String sort : List.of("amountAtRisk", "openedAt", "dueAt")) {
            List<UUID> whole = ids("/admin/v1/cases?limit=200&sort=" + sort);
            List<UUID> paged = new ArrayList<>();
            String after = "";
            do {
                JsonNode page =
                        gate.get("/admin/v1/cases?limit=2&sort=" + sort + after, ANALYST).json();
                page.path("items")
                        .forEach(item -> paged.add(UUID.fromString(item.path("id").asString())));
                after =
                        page.path("hasMore").asBoolean()
                                ? "&after=" + page.path("next").asString()
                                : "";
            } while (!after.isEmpty() && paged.size() < 200);
            assertThat(paged).as(sort).isEqualTo(whole.subList(0, paged.size()));
            assertThat(paged).hasSizeGreaterThanOrEqualTo(Math.min(5, whole.size()));
        }
    }

    @Test
    void severalAreResolvedAtOnceAndEachIsToldHowItWent() {
        UUID one = caseOf(decide(watched(), 800));
        UUID two = caseOf(decide(watched(), 800));
        String body =
                """
                {"cases": [{"id": "%s", "revision": 1}, {"id": "%s", "revision": 9}],
                 "verdict": "LEGITIMATE", "reason": "a false alarm"}
                """
                        .formatted(one, two);

        JsonNode results = gate.post("/admin/v1/cases/resolve", body, ANALYST).json();

        assertThat(results.path("results").path(0).path("status").asInt()).isEqualTo(200);
        assertThat(results.path("results").path(1).path("status").asInt()).isEqualTo(409);
    }

    private List<UUID> ids(String path) {
        List<UUID> ids = new ArrayList<>();
        Reply reply = gate.get(path, ANALYST);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        reply.json()
                .path("items")
                .forEach(item -> ids.add(UUID.fromString(item.path("id").asString())));
        return ids;
    }

    private Reply resolve(UUID id, int revision) {
        return gate.post(
                "/admin/v1/cases/" + id + "/resolve",
                "{\"verdict\": \"FRAUD\", \"reason\": \"confirmed\", \"revision\": "
                        + revision
                        + "}",
                ANALYST);
    }

    private List<String> verdicts(String transactionId) {
        return jdbc.sql(
                        "select source || ' ' || verdict from outcome_report where transaction_id ="
                                + " ?")
                .param(transactionId)
                .query(String.class)
                .list();
    }

    private UUID caseOf(String transactionId) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> cases.caseOf(transactionId), Objects::nonNull);
    }

    /* A watched account: each of its transactions is reviewed, whatever the model says. */
    private String watched() {
        String account = "acc-" + UUID.randomUUID();
        Reply reply =
                gate.post(
                        "/admin/v1/lists/watch/entries",
                        "{\"by\": \"accountId\", \"value\": \""
                                + account
                                + "\", \"reason\": \"test\"}",
                        ADMIN);
        assertThat(reply.status()).isEqualTo(201);
        return account;
    }

    private String decide(String account, long minor) {
        return decide(account, minor, "EUR");
    }

    private String decide(String account, long minor, String currency) {
        String id = "tx-" + UUID.randomUUID();
        JsonNode decision = repeated(account, id, minor, currency);
        assertThat(decision.path("outcome").asString()).isIn("REVIEW", "DECLINE");
        caseIds.put(id, decision.path("caseId").isNull() ? "" : decision.path("caseId").asString());
        return id;
    }

    private JsonNode repeated(String account, String id, long minor) {
        return repeated(account, id, minor, "EUR");
    }

    private JsonNode repeated(String account, String id, long minor, String currency) {
        Reply reply =
                gate.decide(
                        """
                        {"transactionId": "%s", "occurredAt": "2026-11-20T10:15:30Z",
                         "amount": {"value": %d, "currency": "%s"}, "accountId": "%s",
                         "channel": "ECOMMERCE", "cardId": "card-%s"}
                        """
                                .formatted(id, minor, currency, account, account));
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        return reply.json();
    }
}
