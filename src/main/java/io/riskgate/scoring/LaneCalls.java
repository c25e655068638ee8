package io.riskgate.scoring;

import io.riskgate.feature.FeatureVector;
import io.riskgate.transaction.Deadline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs the model in lanes: a bounded number of threads of its own that take whatever waits as one
 * batch, and never wait for more. A run that hangs costs its lane, which is replaced while spares
 * last; a caller leaves at its deadline whatever the lanes do.
 */
final class LaneCalls implements Calls {

    private static final int MEMORY = 32;

    private final OnnxModel model;
    private final ScoringSettings.LanesSettings settings;
    private final BlockingQueue<LaneJob> queue;
    private final Set<Lane> lanes = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile long rowNanos;

    LaneCalls(OnnxModel model, ScoringSettings.LanesSettings settings) {
        this.model = model;
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        for (int lane = 0; lane < settings.threads(); lane++) {
            open();
        }
    }

    @Override
    public Attempt call(FeatureVector vector, int[] columns, Deadline deadline) {
        replaceHung();
        LaneJob job = new LaneJob(vector, columns, deadline, Thread.currentThread());
        if (!queue.offer(job)) {
            return Attempt.failed(Scoring.Failure.LANES_FULL);
        }
        return job.await();
    }

    @Override
    public List<Attempt> callTogether(
            List<FeatureVector> vectors, int[] columns, Deadline deadline) {
        replaceHung();
        List<LaneJob> jobs = new ArrayList<>(vectors.size());
        for (FeatureVector vector : vectors) {
            LaneJob job = new LaneJob(vector, columns, deadline, Thread.currentThread());
            if (!queue.offer(job)) {
                job.answer(Attempt.failed(Scoring.Failure.LANES_FULL));
            }
            jobs.add(job);
        }
        return jobs.stream().map(LaneJob::await).toList();
    }

    @Override
    public int waiting() {
        return queue.size();
    }

    /** What a row takes in a lane, averaged over the last few dozen runs. */
    long rowNanos() {
        return rowNanos;
    }

    /* Lanes may overwrite each other's: it is an average, not a count. */
    private void note(long nanos) {
        rowNanos += (nanos - rowNanos) / MEMORY;
    }

    /** How many lanes are open, hung ones included. */
    int lanes() {
        return lanes.size();
    }

    /** Whether a lane is running the model. */
    boolean isBusy() {
        long now = System.nanoTime();
        return lanes.stream().anyMatch(lane -> lane.runsLongerThan(Duration.ZERO, now));
    }

    private void replaceHung() {
        long now = System.nanoTime();
        for (Lane lane : lanes) {
            if (lane.runsLongerThan(settings.hungAfter(), now)) {
                replace(lane);
            }
        }
    }

    private synchronized void replace(Lane hung) {
        if (!closed && lanes.size() < settings.threads() + settings.spares() && hung.giveUp()) {
            open();
        }
    }

    private void open() {
        Lane lane = new Lane(model, queue, settings.batch(), this::note, lanes::remove);
        lanes.add(lane);
        lane.start();
    }

    @Override
    public synchronized void close() {
        closed = true;
        lanes.forEach(Lane::close);
    }
}
