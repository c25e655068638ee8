package io.riskgate.scoring;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.transaction.Deadline;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A version that is loaded, with the way it is called and the breaker before it. */
final class ServedModel {

    private static final long RECONSIDER_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int EXPLANATION_MEMORY = 16;
    private static final Contributions LATER =
            new Contributions.Unavailable(
                    "the budget left no time for them; they are computed where the trace is read");

    private final Manifest manifest;
    private final OnnxModel model;
    private final Columns columns;
    private final Explainer explainer;
    private final CircuitBreaker breaker;
    private final ScoringSettings settings;
    private final AtomicBoolean retired = new AtomicBoolean();
    private volatile Latency measured = Latency.UNKNOWN;
    private volatile Calls calls;
    private volatile long reconsiderAtNanos;
    private volatile long explanationNanos;
    private @Nullable LaneCalls lanes;
    private volatile Runnable drained = () -> {};

    /** Not yet measured: on the caller's thread until {@link #admit} says otherwise. */
    ServedModel(Manifest manifest, OnnxModel model, Explainer explainer, ScoringSettings settings) {
        this.manifest = manifest;
        this.model = model;
        this.explainer = explainer;
        this.settings = settings;
        this.columns = new Columns(FeatureSet.ofDeclarations(manifest.features()));
        this.breaker = Breakers.of(manifest.model(), settings.breaker());
        this.calls = new InlineCalls(model, Long.MAX_VALUE, () -> {});
        model.whenClosed(this::closed);
    }

    private synchronized void closed() {
        if (lanes != null) {
            lanes.close();
        }
        drained.run();
    }

    /** What happens once the last request it had is answered. */
    void whenDrained(Runnable action) {
        drained = action;
    }

    Manifest manifest() {
        return manifest;
    }

    ModelReference reference() {
        return manifest.model();
    }

    Columns columns() {
        return columns;
    }

    Explainer explainer() {
        return explainer;
    }

    /**
     * What each column added: always where that takes next to nothing, else where the budget leaves
     * the time that it takes of late.
     */
    Contributions explain(float[] row, Deadline deadline) {
        long expected = explanationNanos;
        if (expected > settings.explanationOverrun().toNanos()
                && deadline.remainingNanos() < expected) {
            return LATER;
        }
        long begin = System.nanoTime();
        Contributions contributions = explainer.explain(row);
        explanationNanos += (System.nanoTime() - begin - explanationNanos) / EXPLANATION_MEMORY;
        return contributions;
    }

    OnnxModel model() {
        return model;
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    Latency measured() {
        return measured;
    }

    int waiting() {
        return calls.waiting();
    }

    boolean isInline() {
        return calls instanceof InlineCalls;
    }

    /**
     * Decides whose thread runs it. The median counts: the slowest of a few hundred runs tell of
     * the machine, which at a start is busy with other things.
     *
     * @param latency how long a row took at load
     * @param steady whether that holds for every row
     */
    void admit(Latency latency, boolean steady) {
        measured = latency;
        if (steady && latency.p50Nanos() < settings.inlineBelow().toNanos()) {
            calls = inline();
        } else {
            calls = lanes();
        }
    }

    private InlineCalls inline() {
        return new InlineCalls(model, settings.slice().toNanos() / 2, this::moveToLanes);
    }

    private synchronized LaneCalls lanes() {
        LaneCalls opened = lanes;
        if (opened == null) {
            opened = new LaneCalls(model, settings.lanes());
            lanes = opened;
        }
        return opened;
    }

    private synchronized void moveToLanes() {
        if (calls instanceof InlineCalls) {
            calls = lanes();
            reconsiderAtNanos = System.nanoTime() + RECONSIDER_NANOS | 1;
        }
    }

    /*
     * What looked like a slow model may have been a machine short of processors, on which lanes
     * only make things worse. Lanes stay open: somebody may have entered one just now.
     */
    private synchronized void reconsider(long nowNanos) {
        if (reconsiderAtNanos == 0 || nowNanos - reconsiderAtNanos < 0) {
            return;
        }
        if (lanes().rowNanos() < settings.inlineBelow().toNanos()) {
            calls = inline();
            reconsiderAtNanos = 0;
        } else {
            reconsiderAtNanos = nowNanos + RECONSIDER_NANOS | 1;
        }
    }

    /** Asks for one score; the breaker may say no, and hears how it went. */
    Attempt ask(FeatureVector vector, int[] columns, Deadline deadline) {
        if (deadline.isPassed()) {
            return Attempt.spared(Scoring.Failure.DEADLINE);
        }
        if (!breaker.tryAcquirePermission()) {
            return Attempt.spared(Scoring.Failure.BREAKER_OPEN);
        }
        long begin = System.nanoTime();
        if (reconsiderAtNanos != 0 && begin - reconsiderAtNanos > 0) {
            reconsider(begin);
        }
        Calls way = calls;
        Deadline until = way instanceof LaneCalls ? slice(begin).orEarlier(deadline) : deadline;
        long allowed = until.nanoTime() - begin;
        Attempt attempt = way.call(vector, columns, until);
        long took = System.nanoTime() - begin;
        if (attempt.failure() == null) {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        } else if (isBlamed(attempt, allowed)) {
            breaker.onError(took, TimeUnit.NANOSECONDS, FailedCall.INSTANCE);
        } else {
            breaker.releasePermission();
        }
        return attempt;
    }

    /**
     * Asks for several scores at once; to the breaker that is one call, of what a row of it took.
     *
     * @return an attempt a vector
     */
    List<Attempt> askTogether(List<FeatureVector> vectors, int[] columns, Deadline deadline) {
        if (deadline.isPassed()) {
            return Collections.nCopies(vectors.size(), Attempt.spared(Scoring.Failure.DEADLINE));
        }
        if (!breaker.tryAcquirePermission()) {
            return Collections.nCopies(
                    vectors.size(), Attempt.spared(Scoring.Failure.BREAKER_OPEN));
        }
        long begin = System.nanoTime();
        long allowed = deadline.nanoTime() - begin;
        if (reconsiderAtNanos != 0 && begin - reconsiderAtNanos > 0) {
            reconsider(begin);
        }
        List<Attempt> attempts = calls.callTogether(vectors, columns, deadline);
        long took = (System.nanoTime() - begin) / vectors.size();
        if (attempts.stream().allMatch(attempt -> attempt.failure() == null)) {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        } else if (attempts.stream().anyMatch(attempt -> isBlamed(attempt, allowed))) {
            breaker.onError(took, TimeUnit.NANOSECONDS, FailedCall.INSTANCE);
        } else {
            breaker.releasePermission();
        }
        return attempts;
    }

    /*
     * Who waits for a lane need not wait for the whole budget to know that the model is in trouble:
     * the sooner it is known, the fewer wait, and the more is left for the fallback.
     */
    private Deadline slice(long beginNanos) {
        return new Deadline(beginNanos + settings.slice().toNanos());
    }

    /*
     * A caller that allows less than the model is known to need says nothing about the model: it
     * must not be able to open the breaker for everybody else.
     */
    private boolean isBlamed(Attempt attempt, long allowedNanos) {
        return attempt.blamed()
                && (attempt.failure() != Scoring.Failure.DEADLINE
                        || allowedNanos
                                > Math.min(
                                        2 * measured.p99Nanos(), settings.slice().toNanos() / 2));
    }

    boolean acquire() {
        return model.acquire();
    }

    void release() {
        model.release();
    }

    /** Serves no new request; closes when the last one it has is answered. */
    void retire() {
        if (retired.compareAndSet(false, true)) {
            model.release();
        }
    }

    /** What one row takes. */
    record Latency(long p50Nanos, long p99Nanos, int runs) {

        static final Latency UNKNOWN = new Latency(0, 0, 0);

        /** From measured times. */
        static Latency of(List<Long> nanos) {
            List<Long> sorted = nanos.stream().sorted().toList();
            int size = sorted.size();
            return new Latency(
                    sorted.get(size / 2), sorted.get((int) Math.min(size - 1, size * 0.99)), size);
        }

        /** Whichever was faster at the 99th percentile. */
        Latency orFaster(Latency other) {
            return other.p99Nanos < p99Nanos ? other : this;
        }

        double p50Micros() {
            return p50Nanos / 1_000.0;
        }

        double p99Micros() {
            return p99Nanos / 1_000.0;
        }
    }

    /** What the breaker is told; where it happened is nobody's business, so it has no stack. */
    private static final class FailedCall extends RuntimeException {

        private static final long serialVersionUID = 1L;

        static final FailedCall INSTANCE = new FailedCall();

        private FailedCall() {
            super("the model failed", null, false, false);
        }
    }
}
