package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.journal.JournalReader;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A transaction through every stage of the running service. */
class GateTests {

    private final RunningGate gate = RunningGate.shared();
    private final JdbcClient jdbc = gate.bean(JdbcClient.class);

    @Test
    void decidesExplainsAndJournals() {
        String id = fresh("tx");

        RunningGate.Reply reply = gate.decide(transaction(id, fresh("acc"), 1250));

        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        JsonNode decision = reply.json();
        assertThat(decision.path("transactionId").asString()).isEqualTo(id);
        assertThat(decision.path("path").asString()).isEqualTo("MODEL");
        assertThat(decision.path("model").path("name").asString()).isEqualTo("fraud");
        assertThat(decision.path("durability").asString()).isEqualTo("JOURNALED");
        assertThat(decision.path("degraded").asBoolean()).isFalse();
        double score = decision.path("score").asDouble();
        assertThat(score).isBetween(0.0, 1.0);
        assertThat(decision.path("riskScore").asInt())
                .isEqualTo((int) Math.min(999, Math.floor(1000 * score)));
        assertThat(rows(id)).isEqualTo(1);
    }

    @Test
    void answersARepeatWithTheFirstDecisionAndRefusesOtherContent() {
        String id = fresh("tx");
        String account = fresh("acc");
        JsonNode first = gate.decide(transaction(id, account, 500)).json();

        RunningGate.Reply repeat = gate.decide(transaction(id, account, 500));
        RunningGate.Reply other = gate.decide(transaction(id, account, 501));

        assertThat(repeat.header("Riskgate-Replayed")).isEqualTo("true");
        assertThat(repeat.json().path("decisionId")).isEqualTo(first.path("decisionId"));
        assertThat(repeat.json().path("score")).isEqualTo(first.path("score"));
        assertThat(gate.get("/v1/decisions/" + id, "rk_dev_payments").json().path("decisionId"))
                .isEqualTo(first.path("decisionId"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("code").asString()).isEqualTo("transaction_conflict");
        assertThat(rows(id)).isEqualTo(1);
    }

    @Test
    void givesFiftyRepeatsOfOneInstantOneDecision() throws Exception {
        String id = fresh("tx");
        String account = fresh("acc");
        CountDownLatch together = new CountDownLatch(1);
        try (ExecutorService senders = Executors.newFixedThreadPool(50)) {
            List<Future<JsonNode>> answers =
                    IntStream.range(0, 50)
                            .mapToObj(
                                    sender ->
                                            senders.submit(
                                                    () -> {
                                                        together.await();
                                                        return gate.decide(
                                                                        transaction(
                                                                                id, account, 700))
                                                                .json();
                                                    }))
                            .toList();
            together.countDown();
            for (Future<JsonNode> answer : answers) {
                assertThat(answer.get().path("decisionId"))
                        .isEqualTo(answers.getFirst().get().path("decisionId"));
            }
        }
        String next = fresh("tx");
        gate.decide(transaction(next, account, 700));

        assertThat(rows(id)).isEqualTo(1);
        assertThat(feature(next, "account_count_24h")).isEqualTo(2);
    }

    @Test
    void rehearsesWithoutATrace() {
        String id = fresh("tx");
        String account = fresh("acc");

        RunningGate.Reply dry =
                gate.decide(transaction(id, account, 900), "Riskgate-Dry-Run", "true");
        RunningGate.Reply real = gate.decide(transaction(id, account, 900));

        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.json().path("durability").asString()).isEqualTo("NONE");
        assertThat(real.header("Riskgate-Replayed")).isEmpty();
        assertThat(real.json().path("score")).isEqualTo(dry.json().path("score"));
        assertThat(feature(id, "account_count_24h")).isEqualTo(1);
    }

    @Test
    void journalsTimesOfAnyAge() {
        for (String time :
                List.of(
                        "0000-02-29T00:00:00Z",
                        "0001-01-01T00:00:00Z",
                        "1969-12-31T23:59:59.999Z")) {
            String id = fresh("tx");

            assertThat(
                            gate.decide(
                                            transaction(id, fresh("acc"), 100)
                                                    .replace(NOW.toString(), time))
                                    .status())
                    .isEqualTo(200);

            assertThat(
                            gate.bean(JournalReader.class)
                                    .find(id)
                                    .orElseThrow()
                                    .transaction()
                                    .occurredAt())
                    .isEqualTo(Instant.parse(time));
        }
    }

    private double feature(String id, String name) {
        return gate.get("/v1/decisions/" + id + "/trace", "rk_dev_admin")
                .json()
                .path("features")
                .path(name)
                .asDouble();
    }

    private long rows(String id) {
        return jdbc.sql("select count(*) from journal where transaction_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private static String fresh(String kind) {
        return kind + "-" + UUID.randomUUID();
    }

    private static String transaction(String id, String account, long value) {
        return """
        {"transactionId": "%s", "occurredAt": "%s", "amount": {"value": %d, "currency": "EUR"}, "accountId": "%s",
         "channel": "ECOMMERCE", "cardId": "card-1", "merchantId": "m-1"}\
        """
                .formatted(id, NOW, value, account);
    }

    /* One moment for all: a repeat must carry the same content. */
    private static final Instant NOW = Instant.now();
}
