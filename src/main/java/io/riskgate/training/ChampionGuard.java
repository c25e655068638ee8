package io.riskgate.training;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.metric.Metric;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Watches champions that training made, and puts the former one back where the new one serves
 * worse. Every replica guards; each watch is looked at by one of them at a time.
 */
@Component
@Profile("!command")
class ChampionGuard implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ChampionGuard.class);
    private static final String BY = "guard";
    private static final long NO_MORE = -1;

    private final PromotionWatches watches;
    private final ServicePromoter promoter;
    private final TransactionOperations transactions;
    private final GuardSettings settings;
    private final Counter rollbacks;
    private volatile @Nullable Semaphore stopped;

    ChampionGuard(
            PromotionWatches watches,
            ServicePromoter promoter,
            TransactionOperations transactions,
            GuardSettings settings,
            MeterRegistry meters) {
        this.watches = watches;
        this.promoter = promoter;
        this.transactions = transactions;
        this.settings = settings;
        this.rollbacks =
                Counter.builder(Metric.TRAINING_ROLLBACKS.meter())
                        .description(Metric.TRAINING_ROLLBACKS.description())
                        .register(meters);
    }

    @Override
    public synchronized void start() {
        Semaphore end = new Semaphore(0);
        stopped = end;
        Thread.ofVirtual().name("champion-guard").start(() -> keep(end));
    }

    @Override
    public synchronized void stop() {
        Semaphore end = stopped;
        stopped = null;
        if (end != null) {
            end.release();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped != null;
    }

    private void keep(Semaphore end) {
        try {
            while (!end.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    look();
                } catch (DataAccessException | RefusedException unable) {
                    log.warn("New champions could not be looked at; trying again", unable);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at every champion under watch once. */
    void look() {
        Long last = 0L;
        while (last != null && last >= 0) {
            long after = last;
            last = transactions.execute(_ -> watches.next(after).map(this::judge).orElse(NO_MORE));
        }
    }

    private long judge(PromotionWatches.Watch watch) {
        WatchFigures figures = watches.figures(watch);
        List<String> faults = figures.faults(settings);
        if (!watch.version().equals(promoter.champion(watch.version().name()))) {
            watches.record(watch, "SUPERSEDED", "another version was made champion", figures);
        } else if (!faults.isEmpty()) {
            rollBack(watch, figures, String.join("; ", faults));
        } else if (watch.ended()) {
            watches.record(watch, "KEPT", "nothing was worse than it may be", figures);
        } else {
            watches.record(watch, "WATCHING", null, figures);
        }
        return watch.id();
    }

    private void rollBack(PromotionWatches.Watch watch, WatchFigures figures, String faults) {
        String reason = "rolled back from version " + watch.version().version() + ": " + faults;
        log.warn("{} is {}", watch.version(), reason);
        promoter.back(watch.former(), reason, BY);
        promoter.back(watch.formerFallback(), reason, BY);
        watches.record(watch, "ROLLED_BACK", faults, figures);
        rollbacks.increment();
    }
}
