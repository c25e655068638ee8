package io.riskgate.training;

import io.riskgate.feature.FeatureSet;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.scoring.ServingLatency;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One training run, stage by stage: collect, prepare, select, fit, assess, register. */
final class TrainingRun {

    private final Collector.Sources sources;
    private final Versions versions;
    private final TrainingSettings settings;
    private final ServingLatency latency;
    private final Clock clock;

    TrainingRun(
            Collector.Sources sources,
            Versions versions,
            TrainingSettings settings,
            ServingLatency latency,
            Clock clock) {
        this.latency = latency;
        this.sources = sources;
        this.versions = versions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What came of a run.
     *
     * @param made the assess window under the scores of the chosen candidate
     * @param champion the same under the champion's, null where there is none
     */
    record Outcome(Report report, Assessed made, @Nullable Assessed champion) {}

    /**
     * Runs.
     *
     * @param heard is told what is being done
     * @throws RefusedTrainingException where the data cannot be trained on, with its figures
     */
    Outcome run(Request request, Stages heard) {
        RecordedStages stages = new RecordedStages(heard);
        Instant now = clock.instant();
        Optional<Versions.Champion> champion = versions.champion(request.model());
        stages.enter(Stages.Stage.COLLECT);
        Collected collected = collect(request, champion);
        stages.note("transactions", collected.rows().size());
        stages.note("replayedVectors", collected.replayed());
        stages.enter(Stages.Stage.PREPARE);
        Sample training = collected.training(request.windows());
        Sample unseen = collected.assessment(request.windows(), now);
        Preparation prepared =
                Preparation.of(request, collected, training, unseen, settings.checks());
        stages.note("trained", training.size());
        stages.note("assessed", unseen.size());
        Trainer trainer = new Trainer(collected, request.features(), settings, latency);
        stages.enter(Stages.Stage.SELECT);
        List<Validation> validations = validate(request, trainer, stages);
        stages.note("folds", validations.stream().mapToInt(one -> one.folds().size()).sum());
        stages.enter(Stages.Stage.FIT);
        List<Scored> tried = new ArrayList<>();
        for (int i = 0; i < request.candidates().size(); i++) {
            stages.progress(i, request.candidates().size());
            Algorithm candidate = request.candidates().get(i);
            tried.add(trainer.fit(candidate, validations.get(i), training, unseen));
        }
        stages.note("fitted", tried.size());
        stages.enter(Stages.Stage.ASSESS);
        Assessing assessing = new Assessing(collected, training, unseen, settings, latency);
        Judged judged =
                assessing.judge(request, new Judged.Tries(tried, validations), champion, prepared);
        stages.enter(Stages.Stage.REGISTER);
        Report report = register(judged, assessing, trainer, now).after(stages.all());
        Assessment incumbent = judged.contest().champion();
        return new Outcome(
                report,
                judged.contest().made().assessed(),
                incumbent == null ? null : incumbent.assessed());
    }

    private Collected collect(Request request, Optional<Versions.Champion> champion) {
        List<FeatureSet> needed = new ArrayList<>(List.of(request.features()));
        champion.ifPresent(one -> needed.add(Assessing.features(one.manifest())));
        Request.StandIn standIn = request.fallback();
        if (standIn != null) {
            needed.add(standIn.features());
            versions.champion(standIn.model())
                    .ifPresent(one -> needed.add(Assessing.features(one.manifest())));
        }
        Instant from = request.windows().trained().from();
        if (request.candidates().size() > 1) {
            from = request.windows().fold(settings.folds() - 1).trained().from();
        }
        Window window = new Window(from, request.windows().asOf());
        return request.replayed()
                ? Collector.replayed(sources, needed, window)
                : Collector.logged(sources, needed, window);
    }

    /* A single candidate is not chosen among others and needs no folds. */
    private static List<Validation> validate(Request request, Trainer trainer, Stages stages) {
        List<Algorithm> candidates = request.candidates();
        List<Validation> validations = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            stages.progress(i, candidates.size());
            validations.add(
                    candidates.size() == 1
                            ? new Validation(List.of())
                            : trainer.validate(candidates.get(i), request.windows()));
        }
        return validations;
    }

    private Report register(Judged judged, Assessing assessing, Trainer trainer, Instant now) {
        Request request = judged.contest().request();
        Registration registration = new Registration(versions, settings, now);
        Manifest registered = registration.register(judged, trainer, null);
        Report.StandIn standIn = null;
        if (request.fallback() != null) {
            standIn = standIn(request, request.fallback(), assessing, registration, registered);
        }
        Report report = judged.report().registered(registered.model().version(), standIn);
        return report.nowChampion(
                request.promote() && report.passed() && promote(registered.model(), standIn));
    }

    private Report.StandIn standIn(
            Request request,
            Request.StandIn asked,
            Assessing assessing,
            Registration registration,
            Manifest champion) {
        Algorithm algorithm = StandInModel.algorithm(asked.features());
        Trainer trainer = assessing.trainer(asked.features());
        Scored made = assessing.fit(trainer, algorithm);
        Judged judged =
                assessing.judgeStandIn(
                        request.of(asked, algorithm), made, versions.champion(asked.model()));
        Manifest registered = registration.register(judged, trainer, champion.model());
        return new Report.StandIn(
                asked.model(),
                registered.model().version(),
                made.metrics(settings.costs()),
                judged.gates());
    }

    private boolean promote(ModelReference version, Report.@Nullable StandIn standIn) {
        List<ModelReference> all = new ArrayList<>();
        if (standIn != null && standIn.passed()) {
            all.add(new ModelReference(standIn.model(), standIn.registeredVersion()));
        }
        all.add(version);
        return versions.promote(all, "passed every gate of its training run");
    }

    /** The gates that failed, as a version that is refused says it. */
    static @Nullable String refusal(List<Gate.Result> gates) {
        List<Gate.Result> failed = gates.stream().filter(gate -> !gate.passed()).toList();
        return failed.isEmpty()
                ? null
                : failed.stream().map(Gate.Result::toString).collect(Collectors.joining(", "));
    }
}
