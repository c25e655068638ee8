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
import io.riskgate.transaction.AuditTrail;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.ContentHash;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * The one writer over a store that can be made to fail; PostgreSQL itself is tried with the running
 * gate.
 */
class GroupCommitTests {

    private final FailingStore store = new FailingStore();
    private final MemorySpill spill = new MemorySpill();
    private final Heard heard = new Heard();
    private final Turn turn = new Turn();
    private final JournalSettings settings =
            new JournalSettings(
                    Duration.ofMillis(250),
                    4096,
                    100,
                    Duration.ofDays(800),
                    1000,
                    Duration.ofMinutes(5),
                    Duration.ofMillis(3));
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
                    spill,
                    spill,
                    turn,
                    new StoreBreaker(settings, new SimpleMeterRegistry()),
                    new CommitListeners(() -> List.of(heard)),
                    new Clashes(
                            new StaticListableBeanFactory().getBeanProvider(AuditTrail.class),
                            new SimpleMeterRegistry()),
                    new JournalMeters(new SimpleMeterRegistry(), spill, Clock.systemUTC()),
                    settings,
                    new MockEnvironment());

    @BeforeEach
    void start() {
        commits.start();
    }

    @AfterEach
    void stop() {
        store.available = true;
        store.wakeUp();
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
    void spillsWhileTheStoreIsAwayAndDrainsInOrderBeforeAnyoneHears() {
        store.available = false;

        for (String id : List.of("a", "b", "c")) {
            assertThat(commits.append(observed(id)).join()).isEqualTo(Durability.SPILLED);
        }

        assertThat(store.committed).isEmpty();
        assertThat(heard.drained).isEmpty();
        assertThat(commits.readiness()).isEqualTo(Journal.Readiness.SPILLING);
        store.available = true;
        await().until(() -> commits.readiness() == Journal.Readiness.OPEN);
        assertThat(store.committed).containsExactly(1L, 2L, 3L);
        assertThat(heard.drained).endsWith(3L);
        assertThat(commits.append(observed("d")).join()).isEqualTo(Durability.JOURNALED);
        assertThat(store.committed).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void takesARunOutOfTheHandOfAStoreThatHangsAndWritesItOnceWhenItWakesUp() {
        store.hang();
        long start = System.nanoTime();

        assertThat(commits.append(observed("a")).join()).isEqualTo(Durability.SPILLED);
        assertThat(commits.append(observed("b")).join()).isEqualTo(Durability.SPILLED);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(settings.deadline());
        store.wakeUp();
        await().until(() -> commits.readiness() == Journal.Readiness.OPEN);
        assertThat(store.committed).containsExactly(1L, 2L);
    }

    @Test
    void commitsSoFewAtOnceThatASlowStoreIsNotTakenForOneThatHangs() {
        store.aRow = Duration.ofNanos(1_500_000);
        Duration all = store.aRow.multipliedBy(settings.batch());
        assertThat(all).isGreaterThan(settings.deadline().dividedBy(2));

        List<CompletableFuture<Durability>> durable = new ArrayList<>();
        for (int i = 0; i < 3 * settings.batch(); i++) {
            durable.add(commits.append(observed("slow-" + i)));
        }

        assertThat(durable).allMatch(one -> one.join() == Durability.JOURNALED);
    }

    @Test
    void findsOutThatTheStoreIsAwayWhenAReaderDoubtsItAndNothingIsWritten() {
        turn.doubt();
        await().during(Duration.ofMillis(200))
                .until(() -> commits.readiness() == Journal.Readiness.OPEN);

        store.hang();
        turn.doubt();
        await().until(() -> commits.readiness() == Journal.Readiness.SPILLING);
        assertThat(turn.isAnswering()).isFalse();

        store.wakeUp();
        await().until(() -> commits.readiness() == Journal.Readiness.OPEN);
        assertThat(commits.append(observed("a")).join()).isEqualTo(Durability.JOURNALED);
        assertThat(store.committed).containsExactly(1L);
    }

    @Test
    void writesACommitOnceWhoseAnswerWasLost() {
        store.loseAnswers = 1;

        commits.append(observed("a")).join();

        await().until(() -> commits.readiness() == Journal.Readiness.OPEN);
        assertThat(store.committed).containsExactly(1L);
    }

    @Test
    void refusesAndForgetsWhatNeitherStoreTakes() throws Exception {
        store.available = false;
        spill.writable = false;

        CompletableFuture<Durability> lost = commits.append(observed("a"));

        assertThatThrownBy(lost::get).hasCauseInstanceOf(Journal.NotDurableException.class);
        assertThat(commits.readiness()).isEqualTo(Journal.Readiness.UNWRITABLE);
        store.available = true;
        await().until(() -> commits.readiness() == Journal.Readiness.OPEN);
        Journal.Entry next = observed("b");
        assertThat(next.observation().vector().get(0)).isEqualTo(1f);
        assertThat(commits.append(next).get()).isEqualTo(Durability.JOURNALED);
        assertThat(store.committed).containsExactly(next.sequence());
    }

    @Test
    void goesOnWithTheSpillAloneWhenOnlyThatComesBack() throws Exception {
        store.available = false;
        spill.writable = false;
        CompletableFuture<Durability> lost = commits.append(observed("a"));
        assertThatThrownBy(lost::get).hasCauseInstanceOf(Journal.NotDurableException.class);

        spill.writable = true;

        await().until(() -> commits.readiness() == Journal.Readiness.SPILLING);
        assertThat(commits.append(observed("b")).get()).isEqualTo(Durability.SPILLED);
    }

    @Test
    void keepsWhatAHangingStoreMayHaveUntilThatIsKnown() throws Exception {
        store.hang();
        spill.writable = false;

        Journal.Entry inDoubt = observed("a");
        CompletableFuture<Durability> durable = commits.append(inDoubt);
        await().until(() -> store.asked);
        CompletableFuture<Durability> after = commits.append(observed("b"));
        await().until(() -> commits.readiness() == Journal.Readiness.UNWRITABLE);
        assertThat(durable).isNotDone();

        store.wakeUp();

        assertThat(durable.get()).isEqualTo(Durability.JOURNALED);
        assertThatThrownBy(after::get).hasCauseInstanceOf(Journal.NotDurableException.class);
        await().until(() -> commits.readiness() == Journal.Readiness.OPEN);
        assertThat(store.committed).containsExactly(1L);
    }

    @Test
    void refusesANumberThatWasGivenUpBeforeItCame() throws Exception {
        Journal.Entry first = observed("a");
        Journal.Entry late = observed("b");
        commits.abandon(first.sequence());

        CompletableFuture<Durability> lost = commits.append(late);

        assertThatThrownBy(lost::get).hasCauseInstanceOf(Journal.NotDurableException.class);
        Journal.Entry next = observed("c");
        assertThat(next.observation().vector().get(0)).isEqualTo(1f);
        assertThat(commits.append(next).get()).isEqualTo(Durability.JOURNALED);
    }

    @Test
    void givesUpARefusedRowAndWhateverCameAfterItAndTheirEventsLeaveTheProfiles() throws Exception {
        store.refused = "bad";
        store.hang();
        commits.append(observed("first"));
        List<CompletableFuture<Durability>> before = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            before.add(commits.append(observed("good-" + i)));
        }
        CompletableFuture<Durability> bad = commits.append(observed("bad"));
        CompletableFuture<Durability> after = commits.append(observed("after"));

        store.wakeUp();

        for (CompletableFuture<Durability> one : before) {
            assertThat(one.get()).isEqualTo(Durability.JOURNALED);
        }
        assertThatThrownBy(bad::get).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(after::get).isInstanceOf(ExecutionException.class);
        Journal.Entry next = observed("next");
        assertThat(next.observation().vector().get(0)).isEqualTo(22f);
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

    /** Who hears of what PostgreSQL holds. */
    private static final class Heard implements CommitListener {

        final List<Long> drained = new CopyOnWriteArrayList<>();

        @Override
        public void committed(JournalStore.Batch batch) {
            // what is committed at once is seen in the store
        }

        @Override
        public void drained(long last) {
            drained.add(last);
        }
    }

    /** A store that is away, hangs, forgets to answer or refuses a row, as told. */
    private static final class FailingStore implements JournalStore {

        final Set<Long> committed = Collections.synchronizedSet(new LinkedHashSet<>());
        volatile boolean available = true;
        volatile int loseAnswers;
        volatile Duration aRow = Duration.ZERO;
        volatile String refused = "";
        volatile boolean asked;
        private volatile CountDownLatch awake = new CountDownLatch(0);

        void hang() {
            awake = new CountDownLatch(1);
        }

        void wakeUp() {
            awake.countDown();
        }

        @Override
        public void commit(Batch batch) {
            asked = true;
            ping();
            long until =
                    System.nanoTime() + aRow.multipliedBy(batch.transactions().size()).toNanos();
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
            if (batch.transactions().stream()
                    .anyMatch(entry -> entry.transaction().transactionId().equals(refused))) {
                throw new RejectedException("refused", new IllegalStateException());
            }
            batch.transactions().forEach(entry -> add(entry.sequence()));
            if (loseAnswers > 0) {
                loseAnswers--;
                throw new UnavailableException("no answer", new IllegalStateException(), true);
            }
        }

        private void add(long sequence) {
            if (!committed.add(sequence)) {
                throw new RejectedException("there already", new IllegalStateException());
            }
        }

        @Override
        public List<Clash> drain(List<SpilledRow> rows) {
            ping();
            rows.forEach(row -> committed.add(row.sequence()));
            return List.of();
        }

        @Override
        public void ping() {
            if (!available) {
                throw new UnavailableException("away", new IllegalStateException(), false);
            }
            try {
                awake.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
