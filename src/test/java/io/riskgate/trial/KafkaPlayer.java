package io.riskgate.trial;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends transactions over the topic and reads the decisions that come back. */
final class KafkaPlayer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, JsonNode> decisions = new HashMap<>();
    private int sent;

    KafkaPlayer(String bootstrapServers) {
        Map<String, Object> servers = Map.of("bootstrap.servers", bootstrapServers);
        producer =
                new KafkaProducer<>(servers, new ByteArraySerializer(), new ByteArraySerializer());
        consumer =
                new KafkaConsumer<>(
                        servers, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<PartitionInfo> partitions = consumer.partitionsFor("riskgate.decisions");
        List<TopicPartition> all =
                partitions.stream()
                        .map(one -> new TopicPartition(one.topic(), one.partition()))
                        .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    void send(HistoryFolder.Line line) {
        producer.send(
                new ProducerRecord<>(
                        "riskgate.transactions",
                        line.accountId().getBytes(StandardCharsets.UTF_8),
                        line.text().getBytes(StandardCharsets.UTF_8)));
        sent++;
    }

    /** Waits until everything sent so far is decided. */
    void awaitAll() {
        producer.flush();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (decisions.size() < sent) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        decisions.size() + " decisions of " + sent + " came");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                JsonNode decision = JSON.readTree(record.value());
                decisions.put(decision.path("transactionId").asString(), decision);
            }
        }
    }

    Map<String, JsonNode> decisions() {
        return decisions;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
