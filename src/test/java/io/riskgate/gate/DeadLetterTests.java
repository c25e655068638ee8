package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RunningGate.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Records that cannot be taken: they hold nobody up, and someone can put them right. */
class DeadLetterTests {

    private static final String ADMIN = "rk_dev_admin";
    private static final String TRANSACTIONS = "riskgate.transactions";
    private static final String LETTERS = "/admin/v1/dead-letters";

    private final RunningGate gate = RunningGate.shared();
    private final KafkaDoor kafka = new KafkaDoor(gate);
    private final String account = "acc-" + UUID.randomUUID();

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void whatCannotBeReadIsCorrectedAndGoesThrough() {
        String id = fresh();
        String after = fresh();
        kafka.send(TRANSACTIONS, account, "{\"transactionId\": " + id + "}");
        kafka.send(TRANSACTIONS, account, transaction(after, 200));

        assertThat(awaitDecision(after)).isEqualTo(200);
        JsonNode letter = awaitLetter(1);
        assertThat(letter.path("errorCode").asString()).isEqualTo("malformed_json");
        assertThat(letter.path("payload").asString()).contains(id);
        assertThat(letter.path("topic").asString()).isEqualTo(TRANSACTIONS);
        assertThat(letter.path("status").asString()).isEqualTo("OPEN");
        String path = LETTERS + "/" + letter.path("id").asLong();
        assertThat(gate.post(path + "/replay", "", ADMIN).json().path("code").asString())
                .isEqualTo("malformed_json");

        Reply stale =
                gate.post(
                        path + "/replay",
                        "{\"payload\": %s, \"revision\": 9}".formatted(transaction(id, 100)),
                        ADMIN);
        Reply replayed =
                gate.post(
                        path + "/replay",
                        "{\"payload\": %s, \"revision\": 1}".formatted(transaction(id, 100)),
                        ADMIN);
        Reply again = gate.post(path + "/replay", "", ADMIN);

        assertThat(stale.status()).isEqualTo(409);
        assertThat(replayed.status()).as(replayed.json().toString()).isEqualTo(200);
        assertThat(replayed.json().path("status").asString()).isEqualTo("REPLAYED");
        assertThat(replayed.json().path("resolvedBy").asString()).isNotBlank();
        assertThat(again.json().path("code").asString()).isEqualTo("state_conflict");
        assertThat(awaitDecision(id)).isEqualTo(200);
        assertThat(gate.decide(transaction(id, 100)).header("Riskgate-Replayed")).isEqualTo("true");
        assertThat(gate.get("/admin/v1/audit", ADMIN).json().path("items").toString())
                .contains("dead-letter.replayed", "/dead-letters/" + letter.path("id").asLong());
    }

    @Test
    void aConflictIsALetterAndIsDiscardedOnce() {
        String id = fresh();
        kafka.send(TRANSACTIONS, account, transaction(id, 100));
        kafka.send(TRANSACTIONS, account, transaction(id, 101));
        kafka.send(TRANSACTIONS, account, transaction(id, 100));

        JsonNode letter = awaitLetter(1);
        assertThat(letter.path("errorCode").asString()).isEqualTo("transaction_conflict");
        String path = LETTERS + "/" + letter.path("id").asLong();
        assertThat(gate.post(path + "/replay", "", ADMIN).status()).isEqualTo(409);
        assertThat(gate.get(path, ADMIN).json().path("status").asString()).isEqualTo("OPEN");
        assertThat(gate.post(path + "/discard", "", "rk_dev_analyst").status()).isEqualTo(403);
        assertThat(gate.get(path, "rk_dev_payments").status()).isEqualTo(403);

        Reply discarded = gate.post(path + "/discard", "{\"revision\": 1}", ADMIN);

        assertThat(discarded.json().path("status").asString()).isEqualTo("DISCARDED");
        assertThat(gate.post(path + "/discard", "", ADMIN).status()).isEqualTo(409);
    }

    @Test
    void severalGoThroughInTheirOrderAndNoneOvertakesOneThatDoesNot() {
        String blocked = fresh();
        gate.decide(transaction(blocked, 7));
        kafka.send("riskgate.outcomes", account, outcome(fresh(), "tx-1", "MAYBE"));
        kafka.send(TRANSACTIONS, account, transaction(blocked, 8));
        kafka.send(TRANSACTIONS, account, "not json");
        List<JsonNode> letters = awaitLetters(3);
        String ids =
                String.join(",", letters.stream().map(one -> one.path("id").toString()).toList());

        JsonNode results =
                gate.post(LETTERS + "/replay", "{\"ids\": [" + ids + "]}", ADMIN)
                        .json()
                        .path("results");

        assertThat(results.valueStream().map(one -> one.path("id").asLong()).toList())
                .isSorted()
                .hasSize(3);
        assertThat(results.valueStream().map(one -> one.path("code").asString()).toList())
                .containsExactlyInAnyOrder(
                        "invalid_request", "transaction_conflict", "state_conflict");
        assertThat(gate.post(LETTERS + "/replay", "{\"ids\": []}", ADMIN).status()).isEqualTo(400);
    }

    @Test
    void areListedNewestFirstPageByPage() {
        kafka.send(TRANSACTIONS, account, "1");
        kafka.send(TRANSACTIONS, account, "2");
        List<JsonNode> mine = awaitLetters(2);
        JsonNode first = gate.get(LETTERS + "?limit=1&status=OPEN", ADMIN).json();
        JsonNode second =
                gate.get(LETTERS + "?limit=1&after=" + first.path("next").asString(), ADMIN).json();

        assertThat(first.path("hasMore").asBoolean()).isTrue();
        assertThat(second.path("items").path(0).path("id").asLong())
                .isLessThan(first.path("items").path(0).path("id").asLong());
        assertThat(mine.getFirst().path("payload").asString()).isEqualTo("2");
        assertThat(gate.get(LETTERS + "?status=LOST", ADMIN).status()).isEqualTo(400);
        assertThat(gate.get(LETTERS + "/999999999", ADMIN).status()).isEqualTo(404);
    }

    private JsonNode awaitLetter(int count) {
        return awaitLetters(count).getFirst();
    }

    private List<JsonNode> awaitLetters(int count) {
        return Eventually.within(
                Duration.ofSeconds(20),
                () -> {
                    List<JsonNode> mine =
                            gate.get(LETTERS + "?limit=200", ADMIN)
                                    .json()
                                    .path("items")
                                    .valueStream()
                                    .filter(one -> one.path("key").asString().equals(account))
                                    .toList();
                    return mine.size() == count ? mine : null;
                });
    }

    private int awaitDecision(String id) {
        return Eventually.within(
                Duration.ofSeconds(20),
                () -> {
                    int status = gate.get("/v1/decisions/" + id, ADMIN).status();
                    return status == 404 ? null : status;
                });
    }

    private String transaction(String id, int value) {
        return """
        {"transactionId": "%s", "occurredAt": "2026-11-20T10:15:30Z",
         "amount": {"value": %d, "currency": "EUR"}, "accountId": "%s"}\
        """
                .formatted(id, value, account);
    }

    private static String outcome(String id, String transaction, String verdict) {
        return """
        {"outcomeId": "%s", "transactionId": "%s", "verdict": "%s", "source": "CHARGEBACK",
         "reportedAt": "2026-11-20T10:15:30Z"}\
        """
                .formatted(id, transaction, verdict);
    }

    private static String fresh() {
        return "tx-" + UUID.randomUUID();
    }
}
