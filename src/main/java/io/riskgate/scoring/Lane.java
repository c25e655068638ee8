package io.riskgate.scoring;

import ai.onnxruntime.OrtException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** One thread that runs a model for those who wait. */
final class Lane {

    private static final long IDLE = 0;

    private final OnnxModel model;
    private final BlockingQueue<LaneJob> queue;
    private final LongConsumer rowNanos;
    private final Consumer<Lane> ended;
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private final Thread thread;
    private final List<LaneJob> batch = new ArrayList<>();
    private final int maxBatch;
    private volatile long runningSince = IDLE;
    private volatile @Nullable RunContext context;

    Lane(
            OnnxModel model,
            BlockingQueue<LaneJob> queue,
            int maxBatch,
            LongConsumer rowNanos,
            Consumer<Lane> ended) {
        this.rowNanos = rowNanos;
        this.model = model;
        this.queue = queue;
        this.maxBatch = model.shape().rowsPerRun(maxBatch);
        this.ended = ended;
        this.thread = Thread.ofPlatform().name("model-lane").daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    boolean runsLongerThan(Duration limit, long nowNanos) {
        long since = runningSince;
        return since != IDLE && nowNanos - since > limit.toNanos();
    }

    /** Ends the run in progress if the runtime can; the lane closes when it returns. */
    boolean giveUp() {
        boolean first = givenUp.compareAndSet(false, true);
        RunContext running = context;
        if (first && running != null) {
            running.guard().cutIfPast(System.nanoTime());
        }
        return first;
    }

    void close() {
        givenUp.set(true);
        thread.interrupt();
    }

    private void work() {
        try {
            while (!givenUp.get()) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, maxBatch - 1);
                batch.removeIf(job -> !job.isWanted());
                if (!batch.isEmpty()) {
                    run();
                }
            }
        } catch (InterruptedException e) {
            // Closed while it waited for work: there is nobody to tell.
        } finally {
            ended.accept(this);
            RunContext own = context;
            if (own != null) {
                own.close();
            }
        }
    }

    /* The model is held for the run: the callers may be gone before it returns. */
    private void run() {
        if (!model.acquire()) {
            batch.forEach(job -> job.answer(Attempt.spared(Scoring.Failure.NOT_LOADED)));
            return;
        }
        runningSince = System.nanoTime() | 1;
        try {
            RunContext own = context();
            var input = own.input();
            batch.forEach(job -> job.copyTo(input));
            Scoring.Failure failure = own.run(batch.size(), System.nanoTime());
            rowNanos.accept((System.nanoTime() - runningSince) / batch.size());
            for (int row = 0; row < batch.size(); row++) {
                batch.get(row)
                        .answer(
                                failure == null
                                        ? Attempt.of(own.score(row))
                                        : Attempt.failed(failure));
            }
        } catch (OrtException | RuntimeException e) {
            batch.forEach(job -> job.answer(Attempt.failed(Scoring.Failure.EXCEPTION)));
        } finally {
            runningSince = IDLE;
            model.release();
        }
    }

    private RunContext context() throws OrtException {
        RunContext own = context;
        if (own == null) {
            own = model.newContext(maxBatch);
            context = own;
        }
        return own;
    }
}
