package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskgate.decision.Journal;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every metric that the dashboard and the alerts name exists and moves under traffic. */
class NamedMetricsTests {

    private static final Path FILES = Path.of("helm", "riskgate", "files");
    private static final Pattern NAMES = Pattern.compile("\\b(?:riskgate|jvm)_[a-z_]+");
    private static final Pattern SAMPLES = Pattern.compile("(?m)^([a-z_]+)(?:\\{[^}]*})? (\\S+)$");
    private static final Duration SOON = Duration.ofSeconds(30);

    /*
     * These rest where they are as long as calls find room, models are well and memory has its limits: they only have to
     * be there.
     */
    private static final Set<String> AT_REST =
            Set.of(
                    "riskgate_scoring_breaker_open",
                    "riskgate_scoring_queue_depth",
                    "riskgate_decision_places",
                    "riskgate_decision_shed_total",
                    "jvm_memory_max_bytes");

    /* One call that hangs does not open it; calls that are refused do. */
    private static final String BREAKER = "riskgate_journal_breaker_open";

    private static final int BURST = 1_000;
    private static final int LOOKS = 50;
    private static final int CALLERS = 32;

    private final RunningGate gate = RunningGate.shared();
    private final PostgresProcesses postgres =
            new PostgresProcesses(
                    Path.of(
                            Objects.requireNonNull(
                                    gate.bean(Environment.class).getProperty("riskgate.home"))));
    private final Set<String> moved = new TreeSet<>();

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
        awaitMoves(before, queues(moving), this::burst);
        Set<String> journals = journals(moving);
        journals.remove(BREAKER);
        postgres.hang();
        try {
            awaitMoves(before, journals, () -> decide("while-it-hangs", "1000ms"));
        } finally {
            postgres.wakeUp();
        }
        postgres.kill();
        awaitMoves(before, Set.of(BREAKER), () -> decide("while-it-is-gone", "1000ms"));
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!moved.containsAll(moving) && System.nanoTime() - deadline < 0) {
            look(before);
            hurry();
        }
        await().atMost(SOON)
                .until(() -> gate.bean(Journal.class).readiness() == Journal.Readiness.OPEN);

        assertThat(moved).containsAll(moving);
        assertThat(sums().keySet()).containsAll(named);
    }

    /* What moves only while PostgreSQL is away. */
    private static Set<String> journals(Set<String> moving) {
        return moving.stream()
                .filter(name -> name.startsWith("riskgate_journal_"))
                .collect(Collectors.toSet());
    }

    private static Set<String> queues(Set<String> moving) {
        return moving.stream().filter(name -> name.endsWith("_lag")).collect(Collectors.toSet());
    }

    /* What moves may be back before anybody looks again, so it is looked for while it moves. */
    private void awaitMoves(Map<String, Double> before, Set<String> moving, Runnable traffic) {
        for (int look = 0; look < LOOKS && !moved.containsAll(moving); look++) {
            traffic.run();
            look(before);
        }
    }

    private void look(Map<String, Double> before) {
        sums().forEach(
                        (name, value) -> {
                            if (!value.equals(before.get(name))) {
                                moved.add(name);
                            }
                        });
    }

    /* So many at once that one is held up for longer than it was given. */
    private void hurry() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int call = 0; call < BURST; call++) {
                calls.add(callers.submit(() -> decide("hurried", "1ms")));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
    }

    private void decide(String account, String budget) {
        String id = account + "-" + UUID.randomUUID();
        assertThat(gate.decide(transaction(id, 100), "Riskgate-Budget", budget).status())
                .isEqualTo(200);
    }

    /* More at once than is consumed, journaled and published before the next look. */
    private void burst() {
        try (var producer = producer()) {
            for (int record = 0; record < BURST; record++) {
                String value = transaction(UUID.randomUUID().toString(), record);
                producer.send(new ProducerRecord<>("riskgate.transactions", "key", value));
            }
        }
    }

    private void traffic() throws Exception {
        String repeated = transaction(UUID.randomUUID().toString(), 100);
        for (int time = 0; time < 2; time++) {
            assertThat(gate.decide(repeated).status()).isEqualTo(200);
        }
        assertThat(gate.decide(repeated.replace("\"value\": 100", "\"value\": 101")).status())
                .isEqualTo(409);
        try (var producer = producer()) {
            for (String value : List.of(transaction(UUID.randomUUID().toString(), 5), "{}")) {
                producer.send(new ProducerRecord<>("riskgate.transactions", "key", value)).get();
            }
        }
    }

    private KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", gate.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Every metric with the sum over its tags. */
    private Map<String, Double> sums() {
        Map<String, Double> sums = new TreeMap<>();
        SAMPLES.matcher(gate.scrape())
                .results()
                .filter(sample -> !sample.group(2).equals("NaN"))
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
