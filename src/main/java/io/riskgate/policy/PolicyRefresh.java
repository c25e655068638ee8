package io.riskgate.policy;

import io.riskgate.policy.PolicyRevisions.Subject;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps rules and lists in memory equal to the database: before the doors open, right after a
 * change made here, and by polling for those made on other replicas.
 */
@Component
@Profile("!command")
class PolicyRefresh implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PolicyRefresh.class);

    private final PolicyRevisions revisions;
    private final LiveRules rules;
    private final LiveLists lists;
    private final long pollMillis;

    private @Nullable ScheduledExecutorService poller;

    PolicyRefresh(
            PolicyRevisions revisions, LiveRules rules, LiveLists lists, PolicySettings settings) {
        this.revisions = revisions;
        this.rules = rules;
        this.lists = lists;
        this.pollMillis = settings.poll().toMillis();
    }

    /** Reads what changed. */
    void now() {
        lists.refresh(revisions.current(Subject.LISTS));
        rules.refresh(revisions.current(Subject.RULES));
    }

    @Override
    public synchronized void start() {
        now();
        poller =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("policy-refresh").factory());
        poller.scheduleWithFixedDelay(this::poll, pollMillis, pollMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (poller != null) {
            poller.shutdownNow();
            poller = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return poller != null;
    }

    /* Without PostgreSQL the last known rules and lists go on deciding. */
    private void poll() {
        try {
            now();
        } catch (RuntimeException unavailable) {
            log.warn("Rules and lists could not be compared with the database.", unavailable);
        }
    }

    /* Before the web server and the listeners, which start in the last phases. */
    @Override
    public int getPhase() {
        return 0;
    }
}
