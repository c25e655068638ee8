package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Partitions that change hands and a consumer that stops half-way: nothing lost, nothing twice. */
class KafkaRebalanceTests {

    private static final int RECORDS = 6_000;
    private static final String TOPIC = "riskgate.transactions";

    private final RunningGate gate = RunningGate.shared();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void nothingIsLostAndNothingIsDecidedTwice() {
        MessageListenerContainer container =
                gate.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("transactions");
        try (KafkaConsumer<byte[], byte[]> other = consumer("transactions")) {
            send(0, RECORDS / 3);
            // Takes half of the partitions, decides nothing of them, and leaves without a word of
            // them.
            other.subscribe(List.of(TOPIC));
            Eventually.within(Duration.ofSeconds(20), () -> joined(other));
            send(RECORDS / 3, 2 * RECORDS / 3);
            Eventually.within(Duration.ofSeconds(20), () -> polled(other));
        }
        Eventually.within(Duration.ofSeconds(30), () -> journaled() > RECORDS / 2 ? true : null);
        container.stop();
        send(2 * RECORDS / 3, RECORDS);
        container.start();

        Eventually.within(Duration.ofSeconds(30), () -> journaled() == RECORDS ? true : null);

        assertThat(journaled()).isEqualTo(RECORDS);
        Map<String, Set<String>> published =
                Eventually.within(
                        Duration.ofSeconds(30),
                        () -> {
                            Map<String, Set<String>> all = published();
                            return all.size() == RECORDS ? all : null;
                        });
        assertThat(published.values()).allMatch(decisions -> decisions.size() == 1);
    }

    /* What it is handed while it joins is not decided either. */
    private static Boolean joined(KafkaConsumer<byte[], byte[]> other) {
        other.poll(Duration.ofMillis(100));
        return other.assignment().isEmpty() ? null : true;
    }

    private static Boolean polled(KafkaConsumer<byte[], byte[]> other) {
        return other.poll(Duration.ofMillis(100)).isEmpty() ? null : true;
    }

    private void send(int from, int to) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", gate.bootstrapServers(), "linger.ms", "5"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                String account = "acc-%s-%d".formatted(run, i % 40);
                String json =
                        "{\"transactionId\":\"%s-%d\",\"occurredAt\":\"2026-11-20T10:00:00Z\",\"amount\":{\"value\":%d,\"currency\":\"EUR\"},\"accountId\":\"%s\"}"
                                .formatted(run, i, 1 + i % 90, account);
                producer.send(new ProducerRecord<>(TOPIC, utf8(account), utf8(json)));
            }
        }
    }

    private long journaled() {
        return gate.bean(JdbcClient.class)
                .sql("select count(*) from journal where transaction_id like ?")
                .param(run + "-%")
                .query(Long.class)
                .single();
    }

    /** The decisions of this run's transactions, by transaction. */
    private Map<String, Set<String>> published() {
        Map<String, Set<String>> decisions = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("reader")) {
            List<TopicPartition> all =
                    consumer.partitionsFor("riskgate.decisions").stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(100))) {
                    JsonNode decision = JsonMapper.shared().readTree(record.value());
                    String id = decision.path("transactionId").asString();
                    if (id.startsWith(run)) {
                        decisions
                                .computeIfAbsent(id, key -> new HashSet<>())
                                .add(decision.path("decisionId").asString());
                    }
                }
            }
        }
        return decisions;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        gate.bootstrapServers(),
                        "group.id",
                        group,
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
