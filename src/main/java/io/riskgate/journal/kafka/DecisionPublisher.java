package io.riskgate.journal.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.journal.CommitListener;
import io.riskgate.journal.CommittedDecision;
import io.riskgate.journal.JournalSettings;
import io.riskgate.journal.JournalStore;
import io.riskgate.journal.Outbox;
import io.riskgate.metric.Metric;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Publishes every committed decision at least once, in the order of the journal. */
@Component
@Profile("!command")
class DecisionPublisher implements CommitListener, SmartLifecycle {

    /*
     * The journal is the outbox: a cursor says up to where the topic is complete, and moves only after the broker has
     * acknowledged. What has just been committed is passed on in memory, so PostgreSQL is not read for it; when memory is
     * full, after a start and after a failure, the publisher reads on from the cursor until it has caught up. The producer
     * never gives a record up, so while this process lives nothing can overtake what waits for the broker; after its end
     * what lies beyond the cursor is sent again, from there and in order.
     */
    private static final Logger log = LoggerFactory.getLogger(DecisionPublisher.class);
    private static final Duration RETRY = Duration.ofMillis(500);

    /*
     * A batch costs the broker, and the cursor PostgreSQL, nearly as much for one decision as for a hundred. So batches
     * begin no closer to each other than this; a decision that comes alone is published at once.
     */
    private static final long PACE_NANOS = Duration.ofMillis(20).toNanos();

    private final Outbox outbox;
    private final DecisionTopic topic;
    private final JournalSettings settings;
    private final BlockingQueue<CommittedDecision> fresh;

    private volatile boolean missed = true;
    private volatile boolean running;
    private volatile long committed;
    private volatile long published;
    private long begun = System.nanoTime() - PACE_NANOS;
    private Thread thread = new Thread(() -> {});

    DecisionPublisher(
            Outbox outbox, DecisionTopic topic, JournalSettings settings, MeterRegistry meters) {
        this.outbox = outbox;
        this.topic = topic;
        this.settings = settings;
        this.fresh = new ArrayBlockingQueue<>(settings.capacity());
        Gauge.builder(
                        Metric.OUTBOX_LAG.meter(),
                        this,
                        publisher -> Math.max(0, committed - publisher.published))
                .description(Metric.OUTBOX_LAG.description())
                .register(meters);
    }

    @Override
    public void committed(JournalStore.Batch batch) {
        for (var entry : batch.transactions()) {
            var decided = entry.decided();
            if (decided != null) {
                committed = entry.sequence();
                var decision =
                        new CommittedDecision(
                                entry.sequence(),
                                entry.transaction().accountId(),
                                decided.decision());
                missed |= !fresh.offer(decision);
            }
        }
    }

    @Override
    public void drained(long last) {
        committed = last;
        missed = true;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox").daemon().start(this::publish);
    }

    /* What is not published yet is published after the next start. */
    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /* Hears of commits from the first to the last. */
    @Override
    public int getPhase() {
        return -5;
    }

    private void publish() {
        while (running) {
            try {
                if (missed) {
                    catchUp();
                } else {
                    publishFresh();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | RuntimeException failure) {
                // A publisher that ended would leave decisions unpublished until the next start.
                missed = true;
                log.warn("Decisions wait to be published: {}", failure.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /* The flag is lowered first: what does not fit into memory from here on raises it again. */
    private void catchUp() throws InterruptedException, ExecutionException {
        fresh.clear();
        missed = false;
        published = outbox.cursor();
        Outbox.Page page = outbox.after(published, settings.outboxBatch());
        while (page.reaches().isPresent() && running) {
            publish(page.decisions(), page.reaches().get());
            page = outbox.after(published, settings.outboxBatch());
        }
    }

    /* What was missed stands before what is fresh: it is looked for only after something fresh was taken. */
    private void publishFresh() throws InterruptedException, ExecutionException {
        CommittedDecision first = fresh.poll(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null || missed) {
            return;
        }
        long early = PACE_NANOS - (System.nanoTime() - begun);
        if (early > 0 && fresh.size() < settings.outboxBatch()) {
            TimeUnit.NANOSECONDS.sleep(early);
        }
        begun = System.nanoTime();
        List<CommittedDecision> decisions = new ArrayList<>();
        decisions.add(first);
        fresh.drainTo(decisions, settings.outboxBatch() - 1);
        if (missed) {
            return;
        }
        decisions.removeIf(decision -> decision.sequence() <= published);
        if (!decisions.isEmpty()) {
            publish(decisions, decisions.getLast().sequence());
        }
    }

    private void publish(List<CommittedDecision> decisions, long reaches)
            throws InterruptedException, ExecutionException {
        List<Future<?>> sent = new ArrayList<>(decisions.size());
        for (CommittedDecision decision : decisions) {
            sent.add(topic.send(decision));
        }
        for (Future<?> acknowledgement : sent) {
            acknowledgement.get();
        }
        outbox.advance(reaches);
        published = reaches;
    }
}
