package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.FeatureEngines;
import io.riskgate.feature.FeatureSettings;
import io.riskgate.journal.History;
import io.riskgate.journal.ProfileReplay;
import io.riskgate.simulation.Happening;
import io.riskgate.simulation.Simulation;
import io.riskgate.simulation.SimulationSettings;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Simulated traffic by both doors at once, with retries: what the journal replays is what was
 * served.
 */
class ReplayTests {

    private final RunningGate gate = RunningGate.shared();

    @Test
    void vectorsReplayedEqualTheVectorsLogged() throws Exception {
        Set<String> sent = play();
        JdbcClient jdbc = gate.bean(JdbcClient.class);
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                jdbc.sql(
                                                "select count(*) from journal where decision_id is"
                                                    + " not null and transaction_id like 'sim%'")
                                        .query(Long.class)
                                        .single(),
                        count -> count >= sent.size());

        FeatureEngine live = gate.bean(FeatureEngine.class);
        FeatureEngine again =
                FeatureEngines.inMemory(live.plan(), gate.bean(FeatureSettings.class));
        AtomicInteger compared = new AtomicInteger();
        List<String> different = new ArrayList<>();
        History history = gate.bean(History.class);
        new ProfileReplay(
                        again,
                        (transacted, observation) -> {
                            History.Decided decided = transacted.decided();
                            if (decided != null) {
                                compared.incrementAndGet();
                                if (!decided.vector().equals(observation.vector())) {
                                    different.add(transacted.transaction().transactionId());
                                }
                            }
                        })
                .play(events -> history.replay(0, events));

        assertThat(compared.get()).isGreaterThanOrEqualTo(sent.size());
        assertThat(different).isEmpty();
    }

    /** What starts and new features are filled from. */
    @Test
    void theHistoryWithoutDecisionsIsTheSameButForThem() {
        History history = gate.bean(History.class);
        String json =
                """
                {"transactionId": "history-without-decisions", "accountId": "acc-history",
                 "occurredAt": "2026-03-01T00:00:00Z", "amount": {"value": 100, "currency": "EUR"}}
                """;
        assertThat(gate.decide(json).status()).isEqualTo(200);
        List<History.Event> whole = new ArrayList<>();
        history.replay(0, whole::add);
        List<History.Event> undecided = new ArrayList<>();
        history.replayUndecided(whole.getFirst().sequence() - 1, undecided::add);

        assertThat(whole).anyMatch(event -> !event.equals(withoutDecision(event)));
        assertThat(undecided.subList(0, whole.size()))
                .isEqualTo(whole.stream().map(ReplayTests::withoutDecision).toList());
    }

    private static History.Event withoutDecision(History.Event event) {
        return event instanceof History.Transacted one
                ? new History.Transacted(one.sequence(), one.recordedAt(), one.transaction(), null)
                : event;
    }

    private Set<String> play() throws Exception {
        Set<String> sent = new HashSet<>();
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(
                                Map.of("bootstrap.servers", gate.bootstrapServers()),
                                new ByteArraySerializer(),
                                new ByteArraySerializer());
                ExecutorService senders = Executors.newFixedThreadPool(8)) {
            int turn = 0;
            for (Happening happening : story()) {
                turn++;
                switch (happening) {
                    case Happening.Paid paid -> {
                        String json = Contract.json(paid.transaction());
                        sent.add(paid.transaction().transactionId());
                        if (turn % 2 == 0) {
                            senders.submit(() -> gate.decide(json));
                        } else {
                            producer.send(record(paid.transaction().accountId(), json));
                        }
                        if (turn % 10 == 0) {
                            producer.send(record(paid.transaction().accountId(), json));
                            senders.submit(() -> gate.decide(json));
                        }
                    }
                    case Happening.Reported reported ->
                            senders.submit(
                                    () ->
                                            gate.post(
                                                    "/v1/outcomes",
                                                    Contract.json(reported.outcome()),
                                                    "rk_dev_admin"));
                }
            }
        }
        return sent;
    }

    private static ProducerRecord<byte[], byte[]> record(String account, String json) {
        return new ProducerRecord<>(
                "riskgate.transactions",
                account.getBytes(StandardCharsets.UTF_8),
                json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Happening> story() {
        Simulation simulation =
                new Simulation(
                        SimulationSettings.of(11, Instant.parse("2026-03-01T00:00:00Z"), 60));
        List<Happening> story = new ArrayList<>();
        while (story.size() < 3_000) {
            story.add(simulation.next());
        }
        return story;
    }
}
