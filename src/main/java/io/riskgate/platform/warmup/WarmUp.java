package io.riskgate.platform.warmup;

import io.riskgate.platform.security.OwnKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Decides made-up transactions as dry runs, by the service's own door, before callers come. */
@Component
@ConditionalOnWebApplication
class WarmUp implements ApplicationRunner {

    /*
     * A virtual machine that has just started interprets its code, and the first payments would wait for classes to load
     * and pay for the compiler with their budgets. Runners come after the doors are open and before the service says that
     * it is ready, so these calls take the whole way of a payment but its record, and no caller is kept waiting for them.
     */
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private final OwnKey ownKey;
    private final WarmUpSettings settings;
    private final Environment environment;

    WarmUp(OwnKey ownKey, WarmUpSettings settings, Environment environment) {
        this.ownKey = ownKey;
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (settings.upTo().isPositive()) {
            long begin = System.nanoTime();
            int calls = practise();
            log.info(
                    "Warmed up with {} dry runs in {} ms.",
                    calls,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        }
    }

    /** How many dry runs there was time for. */
    int practise() {
        long end = System.nanoTime() + settings.upTo().toNanos();
        AtomicInteger answered = new AtomicInteger();
        ownKey.whileLent(
                secret -> {
                    try (ExecutorService callers =
                            Executors.newFixedThreadPool(settings.callers())) {
                        for (int caller = 0; caller < settings.callers(); caller++) {
                            MadeUp transactions = new MadeUp(caller);
                            callers.execute(() -> call(secret, transactions, end, answered));
                        }
                    }
                });
        return answered.get();
    }

    /* A door that is not plain HTTP, or does not answer, leaves the service as cold as it was and no worse. */
    private void call(String secret, MadeUp transactions, long end, AtomicInteger answered) {
        String address = environment.getProperty("server.address", "127.0.0.1");
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        try (OwnCaller caller = new OwnCaller(address, port, secret)) {
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                caller.dryRun(transactions.next(), Duration.ofNanos(left));
                answered.incrementAndGet();
            }
        } catch (IOException e) {
            log.debug("A call to this service itself was not answered.", e);
        }
    }
}
