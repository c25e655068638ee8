package io.riskgate.training;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.FeatureSet;
import io.riskgate.journal.History;
import io.riskgate.registry.Manifest;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One training run, stage by stage: collect, prepare, select, fit, assess, gate, register. */
final class TrainingRun {

    private final History history;
    private final Function<List<FeatureSet>, FeatureEngine> engines;
    private final Versions versions;
    private final TrainingSettings settings;
    private final Clock clock;

    /**
     * @param engines makes an empty engine that computes all of these sets
     */
    TrainingRun(
            History history,
            Function<List<FeatureSet>, FeatureEngine> engines,
            Versions versions,
            TrainingSettings settings,
            Clock clock) {
        this.history = history;
        this.engines = engines;
        this.versions = versions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Runs.
     *
     * @param stages is told what is being done
     * @throws RefusedTrainingException where the data cannot be trained on, with its figures
     */
    Report run(Request request, Stages stages) {
        Instant now = clock.instant();
        Optional<Versions.Champion> champion = versions.champion(request.model());
        stages.enter(Stages.Stage.COLLECT);
        Collected collected = collect(request, champion);
        stages.enter(Stages.Stage.PREPARE);
        Sample training = collected.training(request.windows());
        Sample unseen = collected.assessment(request.windows(), now);
        Preparation.check(request, training, unseen);
        Trainer trainer = new Trainer(collected, request.features(), settings);
        stages.enter(Stages.Stage.SELECT);
        List<Validation> validations = validate(request, trainer, stages);
        stages.enter(Stages.Stage.FIT);
        List<Scored> tried = new ArrayList<>();
        for (int i = 0; i < request.candidates().size(); i++) {
            stages.progress(i, request.candidates().size());
            Algorithm candidate = request.candidates().get(i);
            tried.add(trainer.fit(candidate, validations.get(i), training, unseen));
        }
        stages.enter(Stages.Stage.ASSESS);
        int chosen = best(validations);
        Contest contest =
                new Contest(
                        request,
                        training,
                        unseen,
                        tried.get(chosen),
                        champion(champion, collected, unseen));
        return conclude(contest, report(contest, validations, tried, chosen), trainer, now, stages);
    }

    private Collected collect(Request request, Optional<Versions.Champion> champion) {
        List<FeatureSet> needed = new ArrayList<>(List.of(request.features()));
        champion.ifPresent(one -> needed.add(features(one.manifest())));
        Instant from = request.windows().trained().from();
        if (request.candidates().size() > 1) {
            from = request.windows().fold(settings.folds() - 1).trained().from();
        }
        return Collector.collect(
                history,
                engines.apply(needed),
                new ExchangeRates(settings.rates()),
                new Window(from, request.windows().asOf()));
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

    /* Without folds nothing speaks against the first. */
    private static int best(List<Validation> validations) {
        int best = 0;
        for (int i = 1; i < validations.size(); i++) {
            if (validations.get(i).averagePrecision() > validations.get(best).averagePrecision()) {
                best = i;
            }
        }
        return best;
    }

    private @Nullable Assessment champion(
            Optional<Versions.Champion> champion, Collected collected, Sample unseen) {
        return champion.map(
                        one -> {
                            Matrix rows = collected.matrix(features(one.manifest()), unseen.rows());
                            try (OnnxScores scores =
                                    new OnnxScores(one.onnx(), one.manifest().signature())) {
                                Assessed assessed = unseen.scored(scores.score(rows));
                                double micros = ScoringLatency.measure(scores, rows).p99();
                                return new Assessment(
                                        one.manifest().model().version(),
                                        assessed,
                                        Metrics.of(
                                                assessed,
                                                one.manifest().thresholds().standard(),
                                                settings.costs(),
                                                micros));
                            }
                        })
                .orElse(null);
    }

    private Report report(
            Contest contest, List<Validation> validations, List<Scored> tried, int chosen) {
        List<Report.Tried> candidates = new ArrayList<>();
        for (int i = 0; i < tried.size(); i++) {
            Scored one = tried.get(i);
            candidates.add(
                    new Report.Tried(
                            one.algorithm().name(),
                            one.algorithm().parameters(),
                            validations.get(i).asMap(),
                            one.metrics(settings.costs())));
        }
        Windows windows = contest.request().windows();
        Assessment champion = contest.champion();
        Gate.Findings findings = contest.findings();
        return new Report(
                contest.request().model(),
                windows.asOf(),
                Report.Trained.of(windows.trained(), contest.training()),
                Report.Trained.of(windows.assessed(), contest.unseen()),
                candidates,
                chosen,
                champion == null
                        ? null
                        : new Report.Incumbent(champion.version(), champion.metrics()),
                Gate.ALL.stream().map(gate -> gate.judge(findings, settings.gates())).toList(),
                null,
                false);
    }

    private Report conclude(
            Contest contest, Report report, Trainer trainer, Instant now, Stages stages) {
        stages.enter(Stages.Stage.REGISTER);
        Request request = contest.request();
        Scored made = contest.made();
        Assessment champion = contest.champion();
        Provenance.Data data =
                new Provenance.Data(
                        contest.training(), request.features(), trainer.matrix(contest.training()));
        Provenance.Origin origin =
                new Provenance.Origin(now, Optional.ofNullable(champion).map(Assessment::version));
        Manifest draft =
                ManifestDraft.of(
                        request,
                        made,
                        trainer.matrix(contest.unseen()),
                        made.metrics(settings.costs()),
                        Provenance.of(request, made.algorithm(), settings.terms(), data, origin));
        Manifest registered =
                versions.register(draft, made.onnx(), report.passed() ? null : refusal(report));
        boolean promoted =
                request.promote()
                        && report.passed()
                        && versions.promote(registered, "passed every gate of its training run");
        return report.registered(registered.model().version(), promoted);
    }

    private static String refusal(Report report) {
        return report.gates().stream()
                .filter(gate -> !gate.passed())
                .map(gate -> gate.gate() + " " + gate.value() + " (limit " + gate.limit() + ")")
                .collect(Collectors.joining(", "));
    }

    private static FeatureSet features(Manifest manifest) {
        return FeatureSet.ofDeclarations(manifest.features());
    }
}
