package io.riskgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.riskgate.decision.Decision.Durability;
import io.riskgate.decision.Journal;
import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.FeatureEngines;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureSettings;
import io.riskgate.feature.LabelTimeline;
import io.riskgate.feature.Observation;
import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.ContentHash;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The one writer over a store that can be made to fail; PostgreSQL itself is tried with the running
 * gate.
 */
class GroupCommitTests {

    private final FailingStore store = new FailingStore();
    private final FeatureEngine features =
            FeatureEngines.inMemory(
                    FeaturePlan.of(
                            List.of(
                                    FeatureSet.parse(
                                            "features:\n"
                                                + "  - {name: seen, count: {by: accountId, over:"
                                                + " 1d}}\n"))),
                    FeatureSettings.defaults());
    private final GroupCommit commits =
            new GroupCommit(
                    features,
                    store,
                    new CommitListeners(List::of),
                    new JournalSettings(
                            Duration.ofMillis(250), 4096, 100, Duration.ofDays(800), 1000),
                    new SimpleMeterRegistry(),
                    new MockEnvironment());

    @BeforeEach
    void start() {
        commits.start();
    }

    @AfterEach
    void stop() {
        store.available = true;
        commits.stop();
    }

    @Test
    void commitsInTheOrderOfNumbersWhateverOrderTheyComeIn() throws Exception {
        Journal.Entry first = observed("a");
        Journal.Entry second = observed("b");
        Journal.Entry third = observed("c");

        CompletableFuture<Durability> late = commits.append(third);
        commits.append(second);
        assertThat(late).isNotDone();
        commits.append(first);

        assertThat(late.get()).isEqualTo(Durability.JOURNALED);
        assertThat(store.committed).containsExactly(1L, 2L, 3L);
    }

    @Test
    void waitsForAStoreThatIsAwayAndWritesEverythingOnce() {
        store.available = false;
        CompletableFuture<Durability> durable = commits.append(observed("a"));
        await().until(() -> store.attempts > 2);
        assertThat(durable).isNotDone();

        store.available = true;

        assertThat(durable.join()).isEqualTo(Durability.JOURNALED);
        assertThat(store.committed).containsExactly(1L);
    }

    @Test
    void asksWhetherACommitItLostSightOfArrived() {
        store.loseAnswers = 1;

        commits.append(observed("a")).join();

        assertThat(store.committed).containsExactly(1L);
    }

    @Test
    void givesUpARefusedRowAndWhateverCameAfterItAndTheirEventsLeaveTheProfiles() throws Exception {
        store.refused = "bad";
        store.available = false;
        List<CompletableFuture<Durability>> before = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            before.add(commits.append(observed("good-" + i)));
        }
        CompletableFuture<Durability> bad = commits.append(observed("bad"));
        CompletableFuture<Durability> after = commits.append(observed("after"));

        store.available = true;

        for (CompletableFuture<Durability> one : before) {
            assertThat(one.get()).isEqualTo(Durability.JOURNALED);
        }
        assertThatThrownBy(bad::get).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(after::get).isInstanceOf(ExecutionException.class);
        Journal.Entry next = observed("next");
        assertThat(next.observation().vector().get(0)).isEqualTo(21f);
        assertThat(commits.append(next).get()).isEqualTo(Durability.JOURNALED);
    }

    @Test
    void keepsOrderAndLosesNothingUnderManyWritersAndGaps() throws Exception {
        List<Future<Durability>> all = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3_000; i++) {
                String id = "tx-" + i;
                all.add(writers.submit(() -> commits.append(observed(id)).get()));
            }
        }

        for (Future<Durability> one : all) {
            assertThat(one.get()).isEqualTo(Durability.JOURNALED);
        }
        assertThat(List.copyOf(store.committed)).isSorted().doesNotHaveDuplicates().hasSize(3_000);
    }

    private Journal.Entry observed(String id) {
        Transaction transaction =
                new Transaction(
                        id,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        new Amount(100, Currency.getInstance("EUR")),
                        Channel.OTHER,
                        Identifiers.ofAccount("acc"),
                        Circumstances.NONE,
                        Attributes.NONE);
        Observation observation = features.observe(transaction, LabelTimeline.NONE);
        return new Journal.Entry(observation, transaction, ContentHash.of(transaction), null);
    }

    /** A store that is away, forgets to answer or refuses a row, as told. */
    private static final class FailingStore implements JournalStore {

        final ConcurrentLinkedQueue<Long> committed = new ConcurrentLinkedQueue<>();
        volatile boolean available = true;
        volatile int loseAnswers;
        volatile int attempts;
        volatile String refused = "";

        @Override
        public void commit(Batch batch) {
            attempts++;
            if (!available) {
                throw new UnavailableException("away", new IllegalStateException());
            }
            if (batch.transactions().stream()
                    .anyMatch(entry -> entry.transaction().transactionId().equals(refused))) {
                throw new RejectedException("refused", new IllegalStateException());
            }
            batch.transactions().forEach(entry -> committed.add(entry.sequence()));
            if (loseAnswers > 0) {
                loseAnswers--;
                throw new UnavailableException("no answer", new IllegalStateException());
            }
        }

        @Override
        public boolean holds(Batch batch) {
            return committed.contains(batch.transactions().getLast().sequence());
        }
    }
}
