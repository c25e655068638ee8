package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskgate.gate.RunningGate.Reply;
import io.riskgate.ingest.HistoryImport;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One id is one transaction, whichever doors it comes by and however often. */
class IdentityTests {

    private final RunningGate gate = RunningGate.shared();
    private final String id = "same-" + UUID.randomUUID();

    @RepeatedTest(10)
    void oneOfTwoContentsThatRaceWinsAndTheOtherIsAlwaysRefused() throws Exception {
        List<Future<Reply>> replies = new ArrayList<>();
        CountDownLatch together = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                int amount = 100 + i % 2;
                replies.add(
                        callers.submit(
                                () -> {
                                    together.await();
                                    return gate.decide(transaction(amount));
                                }));
            }
            together.countDown();
        }

        int winner = replies.get(0).get().status() == 200 ? 0 : 1;
        for (int i = 0; i < replies.size(); i++) {
            assertThat(replies.get(i).get().status()).isEqualTo(i % 2 == winner ? 200 : 409);
        }
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void everyDoorAnswersWithTheFirstDecisionOrRefusesOtherContent() {
        JsonNode first = gate.decide(transaction(100)).json();

        JsonNode results =
                gate.post(
                                "/v1/decisions/batch",
                                "{\"transactions\": [%s, %s, %s]}"
                                        .formatted(
                                                transaction(100),
                                                transaction(101),
                                                transaction(100)),
                                "rk_dev_payments")
                        .json()
                        .get("results");
        assertThat(results.get(0).at("/decision/decisionId")).isEqualTo(first.get("decisionId"));
        assertThat(results.get(1).get("status").asInt()).isEqualTo(409);
        assertThat(results.get(2).at("/decision/decisionId")).isEqualTo(first.get("decisionId"));
        assertThat(load(transaction(100)).rejected()).isEmpty();
        assertThat(load(transaction(101)).rejected())
                .singleElement()
                .extracting(HistoryImport.Rejected::code)
                .isEqualTo("transaction_conflict");
        send(transaction(100));
        send(transaction(101));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> deadLetters(), codes -> !codes.isEmpty());
        assertThat(deadLetters()).containsExactly("transaction_conflict");
        assertThat(rows()).isEqualTo(1);
        assertThat(gate.get("/v1/decisions/" + id, "rk_dev_payments").json().get("decisionId"))
                .isEqualTo(first.get("decisionId"));
    }

    @Test
    void anImportedIdIsRecordedOnceAndNeverDecided() {
        assertThat(load(transaction(100)).rejected()).isEmpty();
        assertThat(load(transaction(100)).rejected()).isEmpty();

        Reply same = gate.decide(transaction(100));
        Reply other = gate.decide(transaction(101));

        assertThat(same.status()).isEqualTo(409);
        assertThat(same.json().get("code").asString()).isEqualTo("state_conflict");
        assertThat(other.json().get("code").asString()).isEqualTo("transaction_conflict");
        assertThat(gate.get("/v1/decisions/" + id, "rk_dev_payments").status()).isEqualTo(404);
        assertThat(rows()).isEqualTo(1);
    }

    private HistoryImport.Result load(String json) {
        return gate.bean(HistoryImport.class)
                .load(List.of(new HistoryImport.Line(HistoryImport.Kind.TRANSACTION, 1, json)));
    }

    private void send(String json) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", gate.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(
                            "riskgate.transactions",
                            id.getBytes(StandardCharsets.UTF_8),
                            json.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** What this id's records among the dead letters were refused for. */
    private List<String> deadLetters() {
        List<String> codes = new ArrayList<>();
        for (JsonNode letter :
                gate.get("/admin/v1/dead-letters?limit=200", "rk_dev_admin").json().get("items")) {
            if (letter.path("payload").asString("").contains(id)) {
                codes.add(letter.get("errorCode").asString());
            }
        }
        return codes;
    }

    private long rows() {
        return gate.bean(JdbcClient.class)
                .sql("select count(*) from journal where transaction_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private String transaction(int amount) {
        return """
        {"transactionId": "%s", "occurredAt": "2026-11-01T10:00:00Z", "accountId": "%s",
         "amount": {"value": %d, "currency": "EUR"}}\
        """
                .formatted(id, id, amount);
    }
}
