package io.riskgate.journal;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.riskgate.decision.Decision;
import io.riskgate.decision.Journal;
import io.riskgate.feature.FeatureEngine;
import io.riskgate.metric.Metric;
import io.riskgate.outcome.OutcomeJournal.NumberedReport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The one writer: commits what stands at consecutive numbers, as much at once as has come
 * meanwhile.
 */
@DependsOn({"journalParts", "recovery"})
@Component
class GroupCommit implements Journal, SmartLifecycle {

    /*
     * A ring of slots, indexed by number. Callers fill their slot and wait; the writer takes the filled run that begins at
     * the first number not yet durable. It never waits for more to come: while one commit is under way the next gathers,
     * so a quiet service commits one row at once and a busy one many.
     *
     * When PostgreSQL does not answer, the writer tries again until it does, asking first whether the commit it lost sight
     * of arrived after all. What waits keeps its place; callers are told that the outcome is unknown.
     */
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int RESERVE = 512;
    private static final Duration RETRY = Duration.ofMillis(100);

    private final FeatureEngine features;
    private final JournalStore store;
    private final CommitListeners listeners;
    private final JournalSettings settings;
    private final Timer latency;
    private final DistributionSummary rows;
    private final AtomicReferenceArray<Slot> ring;
    private final Environment environment;

    private volatile long next;
    private volatile boolean running;
    private volatile boolean idle;
    private Thread writer = new Thread(() -> {});

    GroupCommit(
            FeatureEngine features,
            JournalStore store,
            CommitListeners listeners,
            JournalSettings settings,
            MeterRegistry meters,
            Environment environment) {
        this.environment = environment;
        this.features = features;
        this.store = store;
        this.listeners = listeners;
        this.settings = settings;
        this.ring = new AtomicReferenceArray<>(settings.capacity());
        this.latency =
                Timer.builder(Metric.JOURNAL_COMMIT_LATENCY.meter())
                        .publishPercentileHistogram()
                        .register(meters);
        this.rows =
                DistributionSummary.builder(Metric.JOURNAL_COMMIT_ROWS.meter()).register(meters);
        Gauge.builder(Metric.JOURNAL_QUEUE_DEPTH.meter(), this, GroupCommit::depth)
                .register(meters);
    }

    @Override
    public CompletableFuture<Decision.Durability> append(Entry entry) {
        CompletableFuture<Decision.Durability> durable = new CompletableFuture<>();
        put(entry.sequence(), new Slot.Transacted(entry, durable));
        return durable;
    }

    CompletableFuture<Void> append(List<NumberedReport> reports) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        long last = reports.getLast().sequence();
        for (NumberedReport report : reports.subList(0, reports.size() - 1)) {
            put(report.sequence(), new Slot.Joined(last));
        }
        put(last, new Slot.Reported(reports, durable));
        return durable;
    }

    @Override
    public void abandon(long sequence) {
        long last = features.retractFrom(sequence);
        log.warn("Numbers {} to {} were given up before they were durable.", sequence, last);
        for (long number = sequence; number <= last; number++) {
            Slot filled = ring.getAndSet(index(number), Slot.VOID);
            if (filled != null) {
                filled.fail(new NotDurableException("given up with number " + sequence));
            }
        }
        wake();
    }

    @Override
    public boolean hasRoom() {
        return hasRoomFor(1);
    }

    boolean hasRoomFor(int slots) {
        return depth() + slots < ring.length() - RESERVE && running;
    }

    private long depth() {
        return features.lastSequence() + 1 - next;
    }

    private void put(long number, Slot slot) {
        while (number - next >= ring.length() && running) {
            LockSupport.parkNanos(RETRY.toNanos());
        }
        if (!ring.compareAndSet(index(number), null, slot)) {
            slot.fail(new NotDurableException("given up before it came"));
        }
        wake();
    }

    private void wake() {
        if (idle) {
            LockSupport.unpark(writer);
        }
    }

    private int index(long number) {
        return (int) (number & ring.length() - 1);
    }

    @Override
    public void start() {
        next = features.lastSequence() + 1;
        running = true;
        writer = Thread.ofPlatform().name("journal").daemon().start(this::write);
    }

    /* What was sequenced before the doors closed is still committed; a store that is gone is not waited for. */
    @Override
    public void stop() {
        running = false;
        LockSupport.unpark(writer);
        try {
            writer.join(Duration.ofSeconds(5));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /* Under a command only what needs the journal starts it. */
    @Override
    public boolean isAutoStartup() {
        return environment.matchesProfiles("!command");
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /* Starts before the doors and stops after them. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void write() {
        while (running || ring.get(index(next)) != null) {
            List<Slot> taken = take();
            if (taken.isEmpty()) {
                pause();
            } else {
                commit(next, taken);
            }
        }
    }

    private void pause() {
        idle = true;
        if (running && ring.get(index(next)) == null) {
            LockSupport.parkNanos(this, RETRY.toNanos());
        }
        idle = false;
    }

    /**
     * The filled run from the first number on that is not yet durable; never ends inside a group of
     * reports.
     */
    private List<Slot> take() {
        List<Slot> taken = new ArrayList<>();
        long until = 0;
        for (long number = next; taken.size() < settings.batch() || number <= until; number++) {
            Slot slot = ring.get(index(number));
            if (slot == null || taken.size() == ring.length()) {
                return number <= until ? List.of() : taken;
            }
            if (slot instanceof Slot.Joined joined) {
                until = Math.max(until, joined.until());
            }
            taken.add(slot);
        }
        return taken;
    }

    private void commit(long first, List<Slot> slots) {
        JournalStore.Batch batch = batch(slots);
        long start = System.nanoTime();
        try {
            if (!batch.isEmpty()) {
                write(batch);
            }
        } catch (JournalStore.RejectedException rejected) {
            isolate(first, slots, rejected);
            return;
        } catch (JournalStore.UnavailableException gone) {
            log.error(
                    "Stopping with {} numbers from {} on not durable: {}",
                    slots.size(),
                    first,
                    gone.getMessage());
            slots.forEach(slot -> slot.fail(new NotDurableException("the service stopped")));
            clear(first, slots.size());
            return;
        }
        latency.record(Duration.ofNanos(System.nanoTime() - start));
        rows.record(slots.size());
        settle(first, slots, batch);
    }

    private void settle(long first, List<Slot> slots, JournalStore.Batch batch) {
        features.settle(first + slots.size() - 1);
        clear(first, slots.size());
        listeners.committed(batch);
        for (Slot slot : slots) {
            if (slot
                    instanceof
                    Slot.Transacted(Entry entry, CompletableFuture<Decision.Durability> durable)) {
                durable.complete(Decision.Durability.JOURNALED);
            } else if (slot
                    instanceof
                    Slot.Reported(List<NumberedReport> reports, CompletableFuture<Void> durable)) {
                durable.complete(null);
            }
        }
    }

    private void clear(long first, int count) {
        for (long number = first; number < first + count; number++) {
            ring.set(index(number), null);
        }
        next = first + count;
    }

    /** Writes until it is written; gives up only when the service stops. */
    private void write(JournalStore.Batch batch) {
        boolean inDoubt = false;
        while (true) {
            try {
                if (!inDoubt || !store.holds(batch)) {
                    attempt(batch);
                }
                return;
            } catch (JournalStore.RejectedException rejected) {
                // The commit lost sight of may have come through between the question and the
                // second try.
                if (!inDoubt || !store.holds(batch)) {
                    throw rejected;
                }
                return;
            } catch (JournalStore.UnavailableException gone) {
                if (!running) {
                    throw gone;
                }
                if (!inDoubt) {
                    log.error(
                            "PostgreSQL does not answer; {} transactions wait.",
                            batch.transactions().size(),
                            gone);
                }
                inDoubt = true;
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    /* A row that no store could take must not end the writer: it is refused like one that this store does not take. */
    private void attempt(JournalStore.Batch batch) {
        try {
            store.commit(batch);
        } catch (JournalStore.UnavailableException | JournalStore.RejectedException known) {
            throw known;
        } catch (RuntimeException unforeseen) {
            throw new JournalStore.RejectedException("The rows could not be written.", unforeseen);
        }
    }

    /*
     * One row that the store refuses must not stop the others. Halving finds it; it is given up, and with it whatever
     * came after it, because that has seen it.
     */
    private void isolate(long first, List<Slot> slots, JournalStore.RejectedException rejected) {
        if (slots.size() == 1) {
            log.error("Number {} was refused by the store.", first, rejected);
            listeners.rejected(batch(slots), rejected);
            abandon(first);
            return;
        }
        commit(first, slots.subList(0, half(slots)));
    }

    /* Reports that belong together stay together, in the last slot of theirs. */
    private static int half(List<Slot> slots) {
        int half = slots.size() / 2;
        while (half > 0 && slots.get(half - 1) instanceof Slot.Joined) {
            half--;
        }
        return half > 0 ? half : slots.size() - 1;
    }

    private static JournalStore.Batch batch(List<Slot> slots) {
        List<Entry> transactions = new ArrayList<>(slots.size());
        List<NumberedReport> reports = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot
                    instanceof
                    Slot.Transacted(Entry entry, CompletableFuture<Decision.Durability> durable)) {
                transactions.add(entry);
            } else if (slot
                    instanceof
                    Slot.Reported(List<NumberedReport> group, CompletableFuture<Void> durable)) {
                reports.addAll(group);
            }
        }
        return new JournalStore.Batch(transactions, reports);
    }
}
