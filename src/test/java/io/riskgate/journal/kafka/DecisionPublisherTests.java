package io.riskgate.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.riskgate.decision.Decision;
import io.riskgate.journal.CommittedDecision;
import io.riskgate.journal.JournalSettings;
import io.riskgate.journal.Outbox;
import io.riskgate.policy.DecisionOutcome;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.kafka.core.KafkaTemplate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Whatever ends a publisher when: the next goes on, and for each account in the journal's order.
 */
class DecisionPublisherTests {

    private static final int DECISIONS = 160;
    private static final int ACCOUNTS = 7;
    private static final long LIFE_NANOS = 15_000_000;
    private static final JournalSettings SETTINGS =
            new Binder(new MapConfigurationPropertySource(Map.of("journal.outbox-batch", "16")))
                    .bindOrCreate("journal", JournalSettings.class);

    private final Journaled journal = new Journaled();
    private final Map<String, Set<String>> topic = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesCrashesAtAnyMoment(long seed) throws Exception {
        Random random = new Random(seed);
        int crashes = 0;
        while (journal.cursor < DECISIONS) {
            live(random.nextInt(3 * SETTINGS.outboxBatch()), random.nextInt(40));
            crashes++;
        }

        assertThat(crashes).isGreaterThan(3);
        assertThat(topic).isEqualTo(journal.byAccount());
    }

    /** One life: the broker takes so many records and acknowledges all but the last few of them. */
    private void live(int taken, int unacknowledged) throws InterruptedException {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(
                        Cluster.empty(),
                        false,
                        null,
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        DecisionPublisher publisher =
                new DecisionPublisher(
                        journal,
                        new DecisionTopic(new KafkaTemplate<>(() -> producer)),
                        SETTINGS,
                        new SimpleMeterRegistry());
        publisher.start();
        int acknowledged = 0;
        long deadline = System.nanoTime() + LIFE_NANOS;
        while (producer.history().size() < taken
                && journal.cursor < DECISIONS
                && System.nanoTime() < deadline) {
            acknowledged += acknowledge(producer, taken - unacknowledged - acknowledged);
            Thread.onSpinWait();
        }
        publisher.stop();
        producer.history().stream().limit(taken).forEach(this::arrive);
    }

    private static int acknowledge(MockProducer<byte[], byte[]> producer, int most) {
        int done = 0;
        while (done < most && producer.completeNext()) {
            done++;
        }
        return done;
    }

    private void arrive(ProducerRecord<byte[], byte[]> record) {
        topic.computeIfAbsent(
                        new String(record.key(), StandardCharsets.UTF_8),
                        account -> new LinkedHashSet<>())
                .add(
                        new String(
                                record.headers().lastHeader("ce_id").value(),
                                StandardCharsets.UTF_8));
    }

    /** A journal in memory, with the cursor that outlives a publisher. */
    private static final class Journaled implements Outbox {

        private final List<CommittedDecision> decisions = new ArrayList<>();
        private volatile long cursor;

        Journaled() {
            for (int i = 1; i <= DECISIONS; i++) {
                decisions.add(new CommittedDecision(i, "acc-" + i % ACCOUNTS, decision(i)));
            }
        }

        Map<String, Set<String>> byAccount() {
            Map<String, Set<String>> all = new LinkedHashMap<>();
            for (CommittedDecision one : decisions) {
                all.computeIfAbsent(one.accountId(), account -> new LinkedHashSet<>())
                        .add(one.decision().decisionId().toString());
            }
            return all;
        }

        @Override
        public long cursor() {
            return cursor;
        }

        @Override
        public Page after(long sequence, int limit) {
            List<CommittedDecision> some =
                    decisions.stream()
                            .filter(one -> one.sequence() > sequence)
                            .limit(limit)
                            .toList();
            return new Page(
                    some,
                    some.isEmpty() ? Optional.empty() : Optional.of(some.getLast().sequence()));
        }

        @Override
        public void advance(long sequence) {
            cursor = sequence;
        }

        private static Decision decision(long number) {
            return new Decision(
                    new UUID(0, number),
                    "tx-" + number,
                    DecisionOutcome.APPROVE,
                    0.1,
                    100,
                    List.of(),
                    List.of(),
                    null,
                    Decision.Path.MODEL,
                    false,
                    Decision.Durability.JOURNALED,
                    null,
                    Instant.EPOCH,
                    new Decision.Latency(1, 1, 1, 1, 1));
        }
    }
}
