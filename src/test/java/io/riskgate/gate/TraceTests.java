package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A trace goes in by either door, through the stages and the journal, and out with the decision.
 */
class TraceTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String[] STAGES = {
        "decide", "features", "score", "policy", "journal", "riskgate.decisions publish"
    };

    private final RunningGate gate = RunningGate.shared();

    @Test
    void goesFromRestToTheDecisionsTopic() throws Exception {
        String trace = fresh();
        String id = UUID.randomUUID().toString();

        assertThat(gate.decide(transaction(id), "traceparent", parent(trace)).status())
                .isEqualTo(200);

        assertThat(published(id)).startsWith("00-" + trace);
        assertThat(names(trace)).contains("http post /v1/decisions").contains(STAGES);
        assertUnder(trace, "journal", "decide");
        assertUnder(trace, "riskgate.decisions publish", "decide");
    }

    @Test
    void goesFromTopicToTopic() throws Exception {
        String trace = fresh();
        String id = UUID.randomUUID().toString();
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", (Object) gate.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            var record = new ProducerRecord<>("riskgate.transactions", "acc", transaction(id));
            record.headers().add("traceparent", parent(trace).getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        }

        assertThat(published(id)).startsWith("00-" + trace);
        assertThat(names(trace)).contains("riskgate.transactions process").contains(STAGES);
        assertUnder(trace, "decide", "riskgate.transactions process");
    }

    @Test
    void isNotMadeWhereNobodyAskedForIt() throws Exception {
        String id = UUID.randomUUID().toString();

        gate.decide(transaction(id));

        assertThat(published(id)).isEmpty();
    }

    private void assertUnder(String trace, String name, String parent) {
        assertThat(span(trace, name).getParentSpanId()).isEqualTo(span(trace, parent).getSpanId());
    }

    private Span span(String trace, String name) {
        return gate.collector().trace(trace).stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names(String trace) throws InterruptedException {
        return gate.collector().names(trace, List.of(STAGES), SOON);
    }

    /** The trace that the published decision carries; empty where it carries none. */
    private String published(String transactionId) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", (Object) gate.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor("riskgate.decisions").stream()
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + SOON.toNanos();
            while (System.nanoTime() - deadline < 0) {
                for (ConsumerRecord<String, String> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (record.value().contains(transactionId)) {
                        return Stream.of(record.headers().toArray())
                                .filter(header -> header.key().equals("traceparent"))
                                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                                .findFirst()
                                .orElse("");
                    }
                }
            }
        }
        throw new AssertionError("not published: " + transactionId);
    }

    private static String fresh() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String parent(String trace) {
        return "00-" + trace + "-00f067aa0ba902b7-01";
    }

    private static String transaction(String id) {
        return """
        {"transactionId": "%s", "occurredAt": "2026-01-01T00:00:00Z",
         "amount": {"value": 100, "currency": "EUR"}, "accountId": "acc-%s"}\
        """
                .formatted(id, id);
    }
}
