package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskgate.decision.Journal;
import io.riskgate.gate.RunningGate.Reply;
import io.riskgate.journal.Spill;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** PostgreSQL hangs, dies and comes back under the running gate. */
class OutageTests {

    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private final RunningGate gate = RunningGate.shared();
    private final JdbcClient jdbc = gate.bean(JdbcClient.class);
    private final PostgresProcesses postgres =
            new PostgresProcesses(Path.of(setting("riskgate.home")));
    private final String account = "out-" + UUID.randomUUID();

    @BeforeEach
    void journaling() {
        await().atMost(RECOVERY).until(() -> readiness() == Journal.Readiness.OPEN);
    }

    @AfterEach
    void wakeUp() throws Exception {
        postgres.wakeUp();
        journaling();
    }

    @Test
    void decidesWhilePostgresHangsAndPublishesOnceItAnswers() throws Exception {
        Reply before = gate.decide(transaction("before", 100));
        assertThat(before.json().get("durability").asString()).isEqualTo("JOURNALED");
        settleWindow();

        postgres.hang();
        Reply first = gate.decide(transaction("first", 200));
        Reply second = gate.decide(transaction("second", 300));

        assertSpilled(first);
        assertSpilled(second);
        assertKnown(first, "first", 200);
        assertKnown(before, "before", 100);
        assertHealthSaysSo();
        assertOutcomesAreRefused();
        postgres.wakeUp();
        await().atMost(RECOVERY).until(() -> readiness() == Journal.Readiness.OPEN);
        assertThat(journaled()).containsExactly("before", "first", "second");
        assertKnown(first, "first", 200);
        assertThat(decisionOf("first").get("durability").asString()).isEqualTo("JOURNALED");
        assertThat(trace("first").get("features").get("account_count_7d").asInt()).isEqualTo(2);
        assertThat(published(3)).containsExactly("before", "first", "second");
    }

    @Test
    void readsADecisionThatMayBeInACaseWithoutWaitingForTheCase() throws Exception {
        gate.post(
                "/admin/v1/lists/watch/entries",
                "{\"by\": \"accountId\", \"value\": \"%s\", \"reason\": \"outage\"}"
                        .formatted(account),
                "rk_dev_admin");
        postgres.hang();
        Reply reviewed = gate.decide(transaction("reviewed", 100));
        assertSpilled(reviewed);
        assertThat(reviewed.json().get("outcome").asString()).isEqualTo("REVIEW");

        long begin = System.nanoTime();
        JsonNode read = decisionOf("reviewed");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
        assertThat(read.get("decisionId")).isEqualTo(reviewed.json().get("decisionId"));
        assertThat(read.get("caseId").isNull()).isTrue();
    }

    @Test
    void keepsTheFirstOfAnIdThatCouldNotBeLookedUp() throws Exception {
        String id = name("behind");
        jdbc.sql(
                        "insert into transaction_identity (transaction_id, content_hash, sequence,"
                                + " recorded_at) values (?, ?, 0, now())")
                .params(id, UUID.randomUUID())
                .update();

        postgres.hang();
        Reply again = gate.decide(transaction("behind", 500));
        assertSpilled(again);
        postgres.wakeUp();
        await().atMost(RECOVERY).until(() -> readiness() == Journal.Readiness.OPEN);

        assertThat(journaled()).isEmpty();
        assertThat(
                        jdbc.sql(
                                        "select kept_sequence from identity_conflict where"
                                                + " transaction_id = ?")
                                .param(id)
                                .query(Long.class)
                                .single())
                .isZero();
        JsonNode audited =
                gate.get("/admin/v1/audit?resource=/decisions/" + id, "rk_dev_admin").json();
        assertThat(audited.get("items").get(0).get("action").asString())
                .isEqualTo("identity_conflict");
        jdbc.sql("delete from transaction_identity where transaction_id = ?").param(id).update();
    }

    @Test
    void journalsEveryAnswerExactlyOnceWhenPostgresDies() throws Exception {
        List<Future<Reply>> replies = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 800; i++) {
                String json = transaction("tx-" + i, i);
                replies.add(callers.submit(() -> gate.decide(json)));
                if (i == 400) {
                    replies.get(200).get();
                    postgres.kill();
                }
            }
        }

        for (Future<Reply> reply : replies) {
            assertThat(reply.get().status()).isEqualTo(200);
        }
        await().atMost(RECOVERY).until(() -> readiness() == Journal.Readiness.OPEN);
        assertThat(journaled()).hasSize(800).doesNotHaveDuplicates();
        assertThat(new HashSet<>(published(800))).hasSize(800);
    }

    private Journal.Readiness readiness() {
        return gate.bean(Journal.class).readiness();
    }

    /* The window is written after the answer is given. */
    private void settleWindow() {
        await().until(() -> gate.bean(Spill.class).find(name("before")).isPresent());
    }

    private void assertSpilled(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("durability").asString()).isEqualTo("SPILLED");
        assertThat(reply.json().at("/latency/journalMicros").asLong()).isLessThan(1_000_000);
    }

    private void assertKnown(Reply first, String name, int amount) {
        Reply repeat = gate.decide(transaction(name, amount));
        assertThat(repeat.status()).isEqualTo(200);
        assertThat(repeat.header("Riskgate-Replayed")).isEqualTo("true");
        assertThat(repeat.json().get("decisionId")).isEqualTo(first.json().get("decisionId"));
        assertThat(repeat.json().get("score")).isEqualTo(first.json().get("score"));
        assertThat(gate.decide(transaction(name, amount + 1)).status()).isEqualTo(409);
        assertThat(decisionOf(name).get("decisionId")).isEqualTo(first.json().get("decisionId"));
    }

    private void assertHealthSaysSo() throws Exception {
        assertThat(gate.get("/readyz", "rk_dev_admin").status()).isEqualTo(200);
        HttpResponse<String> health =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://localhost:"
                                                                + setting("local.management.port")
                                                                + "/actuator/prometheus"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(health.body()).contains("riskgate_journal_spill_records 2.0");
        var component = gate.bean("journalHealthIndicator", HealthIndicator.class);
        assertThat(Objects.requireNonNull(component.health()).getDetails())
                .containsEntry("journal", "SPILLING")
                .containsEntry("spilledRecords", 2L);
    }

    private void assertOutcomesAreRefused() {
        Reply reply =
                gate.post(
                        "/v1/outcomes",
                        "{\"outcomeId\": \"%s\", \"transactionId\": \"%s\", \"verdict\": \"FRAUD\", \"source\": \"CUSTOMER\", \"reportedAt\": \"2026-11-02T08:00:00Z\"}"
                                .formatted(UUID.randomUUID(), name("first")),
                        "rk_dev_payments");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().get("code").asString()).isEqualTo("journal_unavailable");
    }

    private JsonNode decisionOf(String name) {
        return gate.get("/v1/decisions/" + name(name), "rk_dev_payments").json();
    }

    private JsonNode trace(String name) {
        return gate.get("/v1/decisions/" + name(name) + "/trace", "rk_dev_analyst").json();
    }

    private List<String> journaled() {
        return jdbc
                .sql("select transaction_id from journal where account_id = ? order by sequence")
                .param(account)
                .query(String.class)
                .list()
                .stream()
                .map(id -> id.substring(account.length() + 1))
                .toList();
    }

    /** What the topic holds of this account once there is so much, in order. */
    private List<String> published(int expected) {
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", gate.bootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor("riskgate.decisions").stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + RECOVERY.toNanos();
            while (new HashSet<>(found).size() < expected && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (account.equals(record.key())) {
                        String id =
                                new JsonMapper()
                                        .readTree(record.value())
                                        .get("transactionId")
                                        .asString();
                        found.add(id.substring(account.length() + 1));
                    }
                }
            }
        }
        return found;
    }

    private String name(String name) {
        return account + "-" + name;
    }

    private String transaction(String name, int amount) {
        return "{\"transactionId\": \"%s\", \"occurredAt\": \"2026-11-01T10:00:00Z\", \"amount\": {\"value\": %d, \"currency\": \"EUR\"}, \"accountId\": \"%s\"}"
                .formatted(name(name), amount, account);
    }

    private String setting(String name) {
        return Objects.requireNonNull(gate.bean(Environment.class).getProperty(name), name);
    }
}
