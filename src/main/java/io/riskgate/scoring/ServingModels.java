package io.riskgate.scoring;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.riskgate.metric.Metric;
import io.riskgate.registry.Alias;
import io.riskgate.registry.AliasRevision;
import io.riskgate.registry.Deployments;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;
import io.riskgate.registry.ServingVersions;
import io.riskgate.registry.ServingVersions.Role;
import io.riskgate.registry.Thresholds;
import io.riskgate.transaction.RefusedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The models of this replica. It follows the registry: what an alias names is rehearsed and, if it
 * passes, takes over in one step; if not, what serves keeps serving and the health says why.
 */
@Component
class ServingModels implements Deployments {

    private static final Logger log = LoggerFactory.getLogger(ServingModels.class);
    private static final long RETRY_NANOS = Duration.ofSeconds(30).toNanos();

    private final ServingVersions versions;
    private final Models models;
    private final Rehearsal rehearsal;
    private final ScoringMeters meters;
    private final ScoringSettings settings;
    private final ReentrantLock changing = new ReentrantLock();
    private final Map<Role, ServedModel> rehearsed = new EnumMap<>(Role.class);
    private final Map<Role, Problem> problems = new ConcurrentHashMap<>();
    private volatile Lineup lineup;

    ServingModels(
            ServingVersions versions,
            Models models,
            Rehearsal rehearsal,
            ScoringMeters meters,
            ScoringSettings settings) {
        this.versions = versions;
        this.models = models;
        this.rehearsal = rehearsal;
        this.meters = meters;
        this.settings = settings;
        this.lineup = new Lineup(null, null, null, standard());
        for (Role role : Role.values()) {
            meters.watch(Metric.SCORING_QUEUE_DEPTH, role, this, serving -> serving.waiting(role));
            meters.watch(Metric.SCORING_BREAKER_OPEN, role, this, serving -> serving.open(role));
        }
    }

    private double waiting(Role role) {
        ServedModel serving = lineup.of(role);
        return serving == null ? 0 : serving.waiting();
    }

    private double open(Role role) {
        ServedModel serving = lineup.of(role);
        boolean open = serving != null && serving.breaker().getState() == CircuitBreaker.State.OPEN;
        return open ? 1 : 0;
    }

    private Thresholds standard() {
        ScoringSettings.ThresholdSettings bands = settings.thresholds();
        return Thresholds.of(bands.challenge(), bands.review(), bands.decline());
    }

    Lineup lineup() {
        return lineup;
    }

    /** What keeps a role from its version, by role. */
    Map<Role, Problem> problems() {
        return Map.copyOf(problems);
    }

    Scoring.Failure whyEmpty(boolean fallback) {
        return problems.containsKey(fallback ? Role.FALLBACK : Role.CHAMPION)
                ? Scoring.Failure.NOT_LOADED
                : Scoring.Failure.NO_MODEL;
    }

    @Override
    public Deployments.Inspection inspect(byte[] model, int columns) {
        return BoundedRun.of(
                settings.rehearsalLimit(), () -> FirstLook.of(rehearsal.inspect(model, columns)));
    }

    @Override
    public void rehearse(Alias alias, ModelReference version) {
        Optional<Role> role = versions.role(version.name(), alias);
        if (role.isEmpty()) {
            return;
        }
        changing.lock();
        try {
            ServedModel ready = prepare(role.get(), version);
            ServedModel before = rehearsed.put(role.get(), ready);
            if (before != null) {
                before.retire();
            }
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void follow() {
        changing.lock();
        try {
            for (Role role : Role.values()) {
                versions.of(role).ifPresent(wanted -> follow(role, wanted));
            }
            followThresholds();
        } finally {
            changing.unlock();
        }
    }

    private void follow(Role role, AliasRevision wanted) {
        ServedModel serving = lineup.of(role);
        if (serving != null && serving.reference().equals(wanted.reference())) {
            problems.remove(role);
            return;
        }
        Problem problem = problems.get(role);
        if (problem != null && !problem.isDue(wanted.reference())) {
            return;
        }
        try {
            swap(role, ready(role, wanted.reference()));
            problems.remove(role);
        } catch (RefusedException e) {
            long wait = Rehearsal.isWaitingForFeatures(e) ? 0 : RETRY_NANOS;
            problems.put(
                    role,
                    new Problem(
                            wanted.reference(),
                            String.valueOf(e.getMessage()),
                            System.nanoTime() + wait));
            log.warn("{} {} does not serve here: {}", role, wanted.reference(), e.getMessage());
        }
    }

    private ServedModel ready(Role role, ModelReference version) {
        ServedModel ready = rehearsed.remove(role);
        if (ready != null && ready.reference().equals(version)) {
            return ready;
        }
        if (ready != null) {
            ready.retire();
        }
        return prepare(role, version);
    }

    /* A model may hang in its first run: on a thread of its own, it holds up nothing but itself. */
    private ServedModel prepare(Role role, ModelReference version) {
        long begin = System.nanoTime();
        String outcome = "refused";
        try {
            boolean replaces = lineup.of(role) != null;
            ServedModel ready =
                    BoundedRun.of(
                            settings.rehearsalLimit(), () -> rehearsal.rehearse(version, replaces));
            outcome = "passed";
            return ready;
        } finally {
            meters.swapped(outcome, System.nanoTime() - begin);
        }
    }

    private void swap(Role role, ServedModel next) {
        Lineup before = lineup;
        Lineup after = before.with(role, next);
        lineup = role == Role.CHAMPION ? after.with(thresholds(after)) : after;
        ServedModel last = before.of(role);
        if (last != null) {
            long begin = System.nanoTime();
            last.whenDrained(() -> meters.drained(System.nanoTime() - begin));
            last.retire();
        }
        log.info(
                "{} is now {}, {} on {} ({} µs p50, {} µs p99)",
                role,
                next.reference(),
                next.isInline() ? "inline" : "in lanes",
                next.model().isOnCuda() ? "CUDA" : "CPU",
                next.measured().p50Micros(),
                next.measured().p99Micros());
    }

    private void followThresholds() {
        Lineup now = lineup;
        Thresholds current = thresholds(now);
        if (!current.equals(now.thresholds())) {
            lineup = now.with(current);
        }
    }

    private Thresholds thresholds(Lineup of) {
        ServedModel owner = of.champion() == null ? of.fallback() : of.champion();
        return owner == null ? standard() : models.thresholds(owner.reference()).thresholds();
    }

    /**
     * Why a role is not filled with what its alias names.
     *
     * @param retryAtNanos when it is worth another try
     */
    record Problem(ModelReference version, String detail, long retryAtNanos) {

        boolean isDue(ModelReference wanted) {
            return !wanted.equals(version) || System.nanoTime() - retryAtNanos >= 0;
        }
    }
}
