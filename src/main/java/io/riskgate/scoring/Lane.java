package io.riskgate.scoring;

import ai.onnxruntime.OrtException;

import io.riskgate.transaction.Deadline;

import java.nio.FloatBuffer;
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
    private final ContextPool contexts;
    private volatile long runningSince = IDLE;

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
        this.contexts = model.contexts(this.maxBatch);
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

    /** Takes no more work; true for the first to say so. */
    boolean giveUp() {
        return givenUp.compareAndSet(false, true);
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
            contexts.close();
        }
    }

    /*
     * The model is held for the run: the callers may be gone before it returns. Once the last of
     * them is, the run is cut off if the runtime can: nobody wants its scores, and somebody else
     * wants the processor.
     */
    private void run() {
        if (!model.acquire()) {
            batch.forEach(job -> job.answer(Attempt.spared(Scoring.Failure.NOT_LOADED)));
            return;
        }
        runningSince = System.nanoTime() | 1;
        try {
            RunContext context = contexts.borrow();
            try {
                run(context);
            } finally {
                contexts.giveBack(context);
            }
        } catch (OrtException | RuntimeException e) {
            batch.forEach(job -> job.answer(Attempt.failed(Scoring.Failure.EXCEPTION)));
        } finally {
            runningSince = IDLE;
            model.release();
        }
    }

    private void run(RunContext context) {
        FloatBuffer input = context.input();
        batch.forEach(job -> job.copyTo(input));
        Scoring.Failure failure = context.run(batch.size(), latest().nanoTime());
        rowNanos.accept((System.nanoTime() - runningSince) / batch.size());
        for (int row = 0; row < batch.size(); row++) {
            Attempt attempt =
                    failure == null ? Attempt.of(context.score(row)) : Attempt.failed(failure);
            batch.get(row).answer(attempt);
        }
    }

    private Deadline latest() {
        Deadline latest = batch.getFirst().deadline();
        for (LaneJob job : batch) {
            latest = latest.orEarlier(job.deadline()) == latest ? job.deadline() : latest;
        }
        return latest;
    }
}
