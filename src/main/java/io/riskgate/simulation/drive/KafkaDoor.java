package io.riskgate.simulation.drive;

import io.riskgate.simulation.ContractJson;
import io.riskgate.transaction.Transaction;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The topic {@code riskgate.transactions}; answers are read from {@code riskgate.decisions}. */
final class KafkaDoor implements Door {

    private static final String TRANSACTIONS = "riskgate.transactions";
    private static final String DECISIONS = "riskgate.decisions";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Tally tally;
    private final Producer<String, String> producer;
    private final Consumer<String, byte[]> consumer;
    private final Map<String, Long> out = new ConcurrentHashMap<>();
    private final Thread reader;

    KafkaDoor(String bootstrapServers, Tally tally) {
        this.tally = tally;
        Map<String, Object> servers = Map.of("bootstrap.servers", bootstrapServers);
        producer = new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer());
        consumer =
                new KafkaConsumer<>(servers, new StringDeserializer(), new ByteArrayDeserializer());
        seekToEnd();
        reader = Thread.ofPlatform().name("decisions").daemon().start(this::read);
    }

    private void seekToEnd() {
        List<TopicPartition> partitions =
                consumer.partitionsFor(DECISIONS).stream()
                        .map(found -> new TopicPartition(found.topic(), found.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    @Override
    public void send(Transaction transaction, long intendedNanos) {
        out.put(transaction.transactionId(), intendedNanos);
        producer.send(
                new ProducerRecord<>(
                        TRANSACTIONS, transaction.accountId(), ContractJson.of(transaction)),
                (sent, failure) -> {
                    if (failure != null && out.remove(transaction.transactionId()) != null) {
                        tally.failed(failure.getClass().getSimpleName(), intendedNanos);
                    }
                });
    }

    private void read() {
        try (consumer) {
            while (!Thread.interrupted()) {
                consumer.poll(POLL).forEach(this::decided);
            }
        } catch (WakeupException e) {
            // closed while it waited: there is nothing left to read
        }
    }

    private void decided(ConsumerRecord<String, byte[]> published) {
        Long intended =
                out.remove(
                        JsonMapper.shared()
                                .readTree(published.value())
                                .path("transactionId")
                                .asString(""));
        if (intended != null) {
            tally.decided(published.value(), intended);
        }
    }

    @Override
    public void finish() throws InterruptedException {
        producer.flush();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!out.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(POLL);
        }
        out.forEach((id, intended) -> tally.failed("no decision in time", intended));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        consumer.wakeup();
    }
}
