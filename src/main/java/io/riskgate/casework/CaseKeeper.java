package io.riskgate.casework;

import io.riskgate.journal.CommitListener;
import io.riskgate.journal.JournalStore;
import io.riskgate.policy.DecisionOutcome;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Gathers decisions soon after they are committed, and reports resolutions that were left over. */
@Component
@Profile("!command")
class CaseKeeper implements SmartLifecycle, CommitListener {

    private static final Logger log = LoggerFactory.getLogger(CaseKeeper.class);
    private static final long STOP_MILLIS = 2000;
    /* A round costs PostgreSQL nearly as much for one decision as for a hundred; under load they gather meanwhile. */
    private static final long BREATHER_MILLIS = 50;
    private static final long RELOAD_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final CaseGathering gathering;
    private final CaseReports reports;
    private final OpenCases open;
    private final long pollMillis;
    private final Semaphore news = new Semaphore(0);
    private long reloadAtNanos = System.nanoTime();

    private volatile @Nullable Thread keeper;

    CaseKeeper(
            CaseGathering gathering,
            CaseReports reports,
            OpenCases open,
            CaseworkSettings settings) {
        this.gathering = gathering;
        this.reports = reports;
        this.open = open;
        this.pollMillis = settings.poll().toMillis();
    }

    @Override
    public void committed(JournalStore.Batch batch) {
        boolean concerns =
                batch.transactions().stream()
                        .anyMatch(
                                entry ->
                                        entry.decided() != null
                                                && entry.decided()
                                                                .decision()
                                                                .outcome()
                                                                .compareTo(DecisionOutcome.REVIEW)
                                                        >= 0);
        if (concerns) {
            news.release();
        }
    }

    @Override
    public void drained(long last) {
        news.release();
    }

    @Override
    public synchronized void start() {
        keeper = Thread.ofPlatform().daemon().name("case-keeper").start(this::keep);
    }

    @Override
    public synchronized void stop() {
        Thread running = keeper;
        keeper = null;
        if (running != null) {
            news.release();
            try {
                running.join(STOP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return keeper != null;
    }

    private void keep() {
        try {
            while (isRunning()) {
                round();
                TimeUnit.MILLISECONDS.sleep(BREATHER_MILLIS);
                if (news.tryAcquire(pollMillis, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            gathering.gather();
            if (System.nanoTime() - reloadAtNanos >= 0) {
                open.reload();
                reloadAtNanos = System.nanoTime() + RELOAD_NANOS;
            }
            reports.reportAll();
        } catch (RuntimeException unavailable) {
            log.warn("Cases could not be gathered; trying again.", unavailable);
        }
    }
}
