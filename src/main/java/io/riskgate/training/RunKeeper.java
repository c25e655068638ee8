package io.riskgate.training;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.metric.Metric;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.RegistrySettings;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts training runs, on schedule or on demand, keeps their record, and survives whatever becomes
 * of them.
 */
@Component
@Profile("!command")
class RunKeeper implements SmartLifecycle, Retrainings {

    static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(RunKeeper.class);
    private static final String SCHEDULER = "schedule";
    private static final long STOP_SECONDS = 3;

    private final RetrainingRuns runs;
    private final RunProcess processes;
    private final Promoter promoter;
    private final RunSchedule schedule;
    private final ChildSettings childSettings;
    private final String model;
    private final Path folder;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Semaphore stopped = new Semaphore(0);

    private volatile @Nullable Process running;
    private volatile boolean ending = true;
    private @Nullable CompletableFuture<Void> end;

    RunKeeper(
            RetrainingRuns runs,
            OwnProgram program,
            Promoter promoter,
            RunSchedule schedule,
            TrainingSettings training,
            RegistrySettings registry,
            Clock clock,
            Environment environment,
            MeterRegistry meters) {
        this.meters = meters;
        this.runs = runs;
        this.processes = new RunProcess(program, schedule.memory());
        this.promoter = promoter;
        this.schedule = schedule;
        this.childSettings = new ChildSettings(environment, training.threadsBesideDecisions());
        this.model = registry.model();
        this.clock = clock;
        this.folder =
                Path.of(environment.getProperty("riskgate.home", ".riskgate"), "training", "runs");
    }

    @Override
    public void start() {
        ending = false;
        Thread.ofVirtual().name("training-schedule").start(this::keep);
    }

    @Override
    public void stop() {
        ending = true;
        stopped.release();
        Process child = running;
        CompletableFuture<Void> run = end;
        if (child != null && run != null) {
            child.destroyForcibly();
            run.orTimeout(STOP_SECONDS, TimeUnit.SECONDS).exceptionally(_ -> null).join();
        }
    }

    @Override
    public boolean isRunning() {
        return !ending;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public RetrainingRun begin(RunRequest request, String by) {
        request.check();
        UUID id = begin(request, RetrainingRun.Cause.DEMAND, by);
        return runs.find(id).orElseThrow();
    }

    @Override
    public Optional<RetrainingRun> find(UUID id) {
        return runs.find(id);
    }

    @Override
    public List<RetrainingRun> list(@Nullable UUID after, int limit) {
        return runs.list(after, limit);
    }

    private synchronized UUID begin(RunRequest request, RetrainingRun.Cause cause, String by) {
        runs.interruptLost(schedule.silence());
        UUID id = runs.begin(request, cause, by);
        end = CompletableFuture.runAsync(() -> run(id, request, by), Thread::startVirtualThread);
        return id;
    }

    /* Every replica wakes at the same moment; the first to record its run has it. */
    private void keep() {
        CronExpression cron =
                schedule.cron().equals("-") ? null : CronExpression.parse(schedule.cron());
        ZonedDateTime due = next(cron, now());
        try {
            while (!stopped.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                if (due != null && !now().isBefore(due)) {
                    beginScheduled();
                    due = next(cron, now());
                }
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            runs.interruptLost(schedule.silence());
        } catch (DataAccessException away) {
            log.debug("Runs cannot be looked at", away);
        }
    }

    private void beginScheduled() {
        try {
            begin(schedule.request(model), RetrainingRun.Cause.SCHEDULE, SCHEDULER);
        } catch (RefusedException another) {
            log.info("No training run begins now: {}", another.getMessage());
        } catch (DataAccessException away) {
            log.warn("The scheduled training run could not begin", away);
        }
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(ZoneOffset.UTC);
    }

    private static @Nullable ZonedDateTime next(@Nullable CronExpression cron, ZonedDateTime from) {
        return cron == null ? null : cron.next(from);
    }

    private void run(UUID id, RunRequest request, String by) {
        AtomicBoolean over = new AtomicBoolean();
        try {
            Path own = Files.createDirectories(folder.resolve(id.toString())).toAbsolutePath();
            Process child = processes.start(arguments(request, own), childSettings.get(), own);
            running = child;
            Thread.startVirtualThread(() -> speakFor(id, child, over));
            int status =
                    RunProcess.follow(
                            child,
                            own,
                            event -> runs.progress(id, event.stage(), event.done(), event.of()));
            finish(id, request, by, own, status);
        } catch (IOException | RuntimeException failure) {
            log.warn("Training run {} failed", id, failure);
            runs.ended(id, RetrainingRun.State.FAILED, String.valueOf(failure.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over.set(true);
            running = null;
            count(id);
        }
    }

    private void count(UUID id) {
        String state =
                runs.find(id)
                        .map(run -> run.state().name().toLowerCase(Locale.ROOT))
                        .orElse("lost");
        Counter.builder(Metric.TRAINING_RUNS.meter())
                .description(Metric.TRAINING_RUNS.description())
                .tag("state", state)
                .register(meters)
                .increment();
    }

    private static List<String> arguments(RunRequest request, Path own) throws IOException {
        List<String> arguments = new ArrayList<>(request.arguments(own));
        arguments.add("--events");
        arguments.add("--report=" + own.resolve("report.json"));
        return arguments;
    }

    /* A run that was taken for lost must not go on beside the one that took its place. */
    private void speakFor(UUID id, Process child, AtomicBoolean over) {
        try {
            while (!over.get() && !child.waitFor(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    if (!runs.alive(id)) {
                        child.destroyForcibly();
                    }
                } catch (DataAccessException away) {
                    log.debug("Run {} could not be spoken for", id, away);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(UUID id, RunRequest request, String by, Path own, int status)
            throws IOException {
        if (ending) {
            runs.ended(id, RetrainingRun.State.INTERRUPTED, "the service stopped");
        } else if (status != 0) {
            runs.ended(id, RetrainingRun.State.FAILED, failure(own, status));
        } else {
            ObjectNode report =
                    (ObjectNode) JsonMapper.shared().readTree(own.resolve("report.json").toFile());
            report.put("promoted", request.promote() && promote(report, by));
            runs.succeeded(id, report, own.toString());
        }
    }

    private boolean promote(JsonNode report, String by) {
        for (JsonNode gate : report.path("gates")) {
            if (!gate.path("passed").booleanValue()) {
                return false;
            }
        }
        List<ModelReference> versions = new ArrayList<>();
        JsonNode fallback = report.path("fallback");
        if (fallback.isObject()
                && fallback.path("gates")
                        .valueStream()
                        .allMatch(g -> g.path("passed").booleanValue())) {
            versions.add(reference(fallback));
        }
        versions.add(reference(report));
        return promoter.promote(versions, "passed every gate of its training run", by);
    }

    private static ModelReference reference(JsonNode report) {
        return new ModelReference(
                report.path("model").asString(), report.path("registeredVersion").intValue());
    }

    private static String failure(Path own, int status) throws IOException {
        List<String> lines =
                Files.readAllLines(own.resolve("run.err")).stream()
                        .filter(line -> !line.isBlank())
                        .toList();
        String last = lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
        return "exit status " + status + ": " + last;
    }
}
