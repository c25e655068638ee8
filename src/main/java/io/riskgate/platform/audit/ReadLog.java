package io.riskgate.platform.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.metric.Metric;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps who read what. Nobody waits for it: reads are queued and written behind; while the database
 * is away they wait, and when the queue is full they are lost, counted, and the log says how many.
 */
@Component
@ConditionalOnWebApplication
class ReadLog implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReadLog.class);
    private static final int CAPACITY = 20_000;
    private static final int AT_ONCE = 500;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_WRITE = Duration.ofSeconds(2);

    private final ReadRows rows;
    private final Counter lostReads;
    private final BlockingQueue<SensitiveRead> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean running;
    private @Nullable Thread writer;

    ReadLog(ReadRows rows, MeterRegistry meters) {
        this.rows = rows;
        this.lostReads =
                Counter.builder(Metric.AUDIT_READS_LOST.meter())
                        .description(Metric.AUDIT_READS_LOST.description())
                        .register(meters);
    }

    /** Takes note; never waits. */
    void note(SensitiveRead read) {
        if (!queue.offer(read)) {
            lost.incrementAndGet();
            lostReads.increment();
        }
    }

    @Override
    public void start() {
        running = true;
        writer = Thread.ofPlatform().daemon().name("read-log").start(this::write);
    }

    @Override
    public void stop() {
        running = false;
        Thread last = writer;
        writer = null;
        try {
            if (last != null) {
                last.join(LAST_WRITE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void write() {
        List<SensitiveRead> batch = new ArrayList<>();
        try {
            while (running || !queue.isEmpty()) {
                SensitiveRead first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, AT_ONCE - 1);
                    keep(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(List<SensitiveRead> batch) throws InterruptedException {
        while (true) {
            try {
                rows.add(batch);
                long missing = lost.getAndSet(0);
                if (missing > 0) {
                    log.error("{} sensitive reads could not be kept.", missing);
                }
                return;
            } catch (RuntimeException unavailable) {
                log.warn("Sensitive reads cannot be kept for now.", unavailable);
                if (!running) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
            }
        }
    }
}
