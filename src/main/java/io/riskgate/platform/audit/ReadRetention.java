package io.riskgate.platform.audit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Forgets sensitive reads once their retention has passed, every day. */
@Component
@ConditionalOnWebApplication
class ReadRetention implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReadRetention.class);
    private static final int PORTION = 20_000;

    private final ReadRows rows;
    private final AuditSettings settings;
    private final Clock clock;
    private @Nullable ScheduledExecutorService daily;

    ReadRetention(ReadRows rows, AuditSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /* Some at a time, so that nobody waits long behind it. */
    void forgetOld() {
        Instant before = clock.instant().minus(settings.readRetention());
        int gone;
        do {
            gone = rows.forget(before, PORTION);
        } while (gone == PORTION);
    }

    private void forget() {
        try {
            forgetOld();
        } catch (DataAccessException failure) {
            log.error("Old sensitive reads could not be forgotten; tried again tomorrow.", failure);
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService scheduled =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("read-retention").daemon().factory());
        scheduled.scheduleWithFixedDelay(
                this::forget, 2, TimeUnit.DAYS.toMinutes(1), TimeUnit.MINUTES);
        daily = scheduled;
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = daily;
        daily = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return daily != null;
    }
}
