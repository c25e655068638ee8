package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Every metric that the dashboard and the alerts name exists and moves under traffic. */
class NamedMetricsTests {

    private static final Path FILES = Path.of("helm", "riskgate", "files");
    private static final Pattern NAMES = Pattern.compile("\\b(?:riskgate|jvm)_[a-z_]+");
    private static final Pattern SAMPLES = Pattern.compile("(?m)^([a-z_]+)(?:\\{[^}]*})? (\\S+)$");
    private static final Duration SOON = Duration.ofSeconds(30);

    /*
     * These rest where they are as long as nothing is wrong, or move and are back before anybody looks: they only have
     * to be there.
     */
    private static final Set<String> AT_REST =
            Set.of(
                    "riskgate_scoring_breaker_open",
                    "riskgate_scoring_queue_depth",
                    "riskgate_decision_fallbacks_total",
                    "riskgate_journal_queue_depth",
                    "riskgate_journal_breaker_open",
                    "riskgate_journal_spill_age",
                    "riskgate_journal_spill_bytes",
                    "riskgate_journal_spill_records",
                    "riskgate_decision_places",
                    "riskgate_decision_shed_total",
                    "riskgate_outbox_lag",
                    "riskgate_ingest_consumer_lag",
                    "jvm_memory_max_bytes");

    private final RunningGate gate = RunningGate.shared();

    @Test
    void existAndMove() throws Exception {
        Set<String> named = new TreeSet<>();
        for (String file : List.of("dashboard.json", "alerts.yaml")) {
            NAMES.matcher(Files.readString(FILES.resolve(file)))
                    .results()
                    .map(name -> name.group())
                    .filter(name -> !name.equals("riskgate_"))
                    .forEach(named::add);
        }
        assertThat(named).hasSizeGreaterThan(20);
        Set<String> moving = new TreeSet<>(named);
        moving.removeAll(AT_REST);
        Map<String, Double> before = sums();

        traffic();

        long deadline = System.nanoTime() + SOON.toNanos();
        while (!moved(before, sums()).containsAll(moving) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(100_000_000);
        }
        assertThat(moved(before, sums())).containsAll(moving);
        assertThat(sums().keySet()).containsAll(named);
    }

    private void traffic() throws Exception {
        String repeated = transaction(UUID.randomUUID().toString(), 100);
        for (int time = 0; time < 2; time++) {
            assertThat(gate.decide(repeated).status()).isEqualTo(200);
        }
        assertThat(gate.decide(repeated.replace("\"value\": 100", "\"value\": 101")).status())
                .isEqualTo(409);
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", (Object) gate.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            for (String value : List.of(transaction(UUID.randomUUID().toString(), 5), "{}")) {
                producer.send(new ProducerRecord<>("riskgate.transactions", "key", value)).get();
            }
        }
    }

    private static Set<String> moved(Map<String, Double> before, Map<String, Double> after) {
        Set<String> moved = new TreeSet<>();
        after.forEach(
                (name, value) -> {
                    if (!value.equals(before.get(name))) {
                        moved.add(name);
                    }
                });
        return moved;
    }

    /** Every metric with the sum over its tags. */
    private Map<String, Double> sums() {
        Map<String, Double> sums = new TreeMap<>();
        SAMPLES.matcher(gate.scrape())
                .results()
                .forEach(
                        sample ->
                                sums.merge(
                                        sample.group(1),
                                        Double.parseDouble(sample.group(2)),
                                        Double::sum));
        return sums;
    }

    private static String transaction(String id, int value) {
        return """
        {"transactionId": "%s", "occurredAt": "2026-01-01T00:00:00Z",
         "amount": {"value": %d, "currency": "EUR"}, "accountId": "acc-%s"}\
        """
                .formatted(id, value, id);
    }
}
