package io.riskgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.decision.Decision;
import io.riskgate.gate.RunningGate;
import io.riskgate.outcome.Source;
import io.riskgate.outcome.Verdict;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.transaction.Channel;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/reference/asyncapi.yaml says what the running service has on its topics. */
class TopicsPageTests {

    private static final JsonNode PAGE = page();

    private final RunningGate gate = RunningGate.shared();

    @Test
    void namesTheTopicsThereAre() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", gate.bootstrapServers()))) {
            assertThat(
                            admin.listTopics().names().get().stream()
                                    .filter(name -> name.startsWith("riskgate.")))
                    .containsExactlyInAnyOrderElementsOf(
                            PAGE.path("channels")
                                    .valueStream()
                                    .map(channel -> channel.path("address").asString())
                                    .toList());
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        PAGE.findValues("$ref")
                .forEach(
                        reference ->
                                assertThat(PAGE.at(reference.asString().substring(1)).isObject())
                                        .as(reference.asString())
                                        .isTrue());
    }

    @Test
    void namesTheValuesTheCodeKnows() {
        assertThat(values("/transaction/properties/channel")).isEqualTo(names(Channel.values()));
        assertThat(values("/decision/properties/outcome"))
                .isEqualTo(names(DecisionOutcome.values()));
        assertThat(values("/decision/properties/path")).isEqualTo(names(Decision.Path.values()));
        assertThat(values("/decision/properties/durability"))
                .isEqualTo(names(Decision.Durability.values()));
        assertThat(values("/outcome/properties/verdict")).isEqualTo(names(Verdict.values()));
        assertThat(values("/outcome/properties/source")).isEqualTo(names(Source.values()));
    }

    /**
     * What the page calls a transaction is decided, and what is published is what it calls a
     * decision.
     */
    @Test
    void aPublishedDecisionIsAsDescribed() {
        String id = UUID.randomUUID().toString();
        assertThat(
                        gate.decide(
                                        """
                                        {"transactionId": "%s", "occurredAt": "2026-01-01T00:00:00Z", "channel": "ATM",
                                         "amount": {"value": 100, "currency": "EUR"}, "accountId": "a", "cardId": "c",
                                         "merchantId": "m", "terminalId": "t", "deviceId": "d", "ipAddress": "203.0.113.9",
                                         "counterpartyId": "p", "merchantCategory": "5411", "merchantCountry": "DE",
                                         "cardCountry": "DE", "latitude": 1.5, "longitude": 2.5, "attributes": {"a": 1}}
                                        """
                                                .formatted(id))
                                .status())
                .isEqualTo(200);

        ConsumerRecord<String, String> record = published(id);

        assertThat(JsonMapper.shared().readTree(record.value()).propertyNames())
                .isEqualTo(schema("/decision/properties").propertyNames());
        JsonNode headers = PAGE.at("/components/messages/decision/headers");
        for (JsonNode required : headers.path("required")) {
            String value =
                    new String(
                            record.headers().lastHeader(required.asString()).value(),
                            StandardCharsets.UTF_8);
            JsonNode constant = headers.path("properties").path(required.asString()).path("const");
            if (!constant.isMissingNode()) {
                assertThat(value).isEqualTo(constant.asString());
            }
        }
    }

    private ConsumerRecord<String, String> published(String transactionId) {
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
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (System.nanoTime() - deadline < 0) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.value().contains(transactionId)) {
                        return record;
                    }
                }
            }
        }
        throw new AssertionError("not published: " + transactionId);
    }

    private static JsonNode schema(String path) {
        return PAGE.at("/components/schemas" + path);
    }

    private static Set<String> values(String path) {
        return schema(path + "/enum")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).collect(Collectors.toSet());
    }

    private static JsonNode page() {
        try {
            String text = Files.readString(Path.of("docs", "reference", "asyncapi.yaml"));
            return JsonMapper.shared().valueToTree(new Yaml().load(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
