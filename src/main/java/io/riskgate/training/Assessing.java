package io.riskgate.training;

import io.riskgate.feature.FeatureSet;
import io.riskgate.registry.Manifest;
import io.riskgate.scoring.ServingLatency;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what was made with the champion, on the same rows. */
final class Assessing {

    private static final Preparation NOT_LOOKED_AT =
            new Preparation(0, List.of(), Map.of(), 0, null, 0.5);

    private final Collected collected;
    private final Sample training;
    private final Sample unseen;
    private final TrainingSettings settings;
    private final ServingLatency latency;
    private final Bootstrap bootstrap;

    Assessing(
            Collected collected,
            Sample training,
            Sample unseen,
            TrainingSettings settings,
            ServingLatency latency) {
        this.latency = latency;
        this.collected = collected;
        this.training = training;
        this.unseen = unseen;
        this.settings = settings;
        this.bootstrap =
                new Bootstrap(
                        unseen.rows().stream().map(CollectedRow::accountId).toArray(String[]::new),
                        settings.draws(),
                        settings.seed());
    }

    Judged judge(
            Request request,
            Judged.Tries tries,
            Optional<Versions.Champion> champion,
            Preparation prepared) {
        List<Bootstrap.Draws> draws = new ArrayList<>();
        List<Report.Tried> tried = new ArrayList<>();
        for (int i = 0; i < tries.scored().size(); i++) {
            Scored one = tries.scored().get(i);
            draws.add(draws(one));
            tried.add(
                    new Report.Tried(
                            one.algorithm().name(),
                            one.algorithm().parameters(),
                            tries.validations().get(i).asMap(),
                            one.metrics(settings.costs()),
                            draws.get(i).intervals()));
        }
        int chosen = tries.best();
        Contest contest = contest(request, tries.scored().get(chosen), draws.get(chosen), champion);
        List<Gate.Result> gates = gates(Gate.ALL, contest);
        Windows windows = request.windows();
        Report report =
                new Report(
                        request.model(),
                        windows.asOf(),
                        Report.Trained.of(windows.trained(), training),
                        Report.Trained.of(windows.assessed(), unseen),
                        tried,
                        chosen,
                        Report.Incumbent.of(contest.champion()),
                        gates,
                        null,
                        false,
                        prepared,
                        null,
                        List.of());
        return new Judged(contest, report, gates);
    }

    /** The same for the model that stands in, by its own gates. */
    Judged judgeStandIn(Request request, Scored made, Optional<Versions.Champion> before) {
        Judged.Tries one = new Judged.Tries(List.of(made), List.of(new Validation(List.of())));
        Judged judged = judge(request, one, before, NOT_LOOKED_AT);
        return new Judged(
                judged.contest(), judged.report(), gates(Gate.STAND_IN, judged.contest()));
    }

    Trainer trainer(FeatureSet features) {
        return new Trainer(collected, features, settings, latency);
    }

    Scored fit(Trainer trainer, Algorithm algorithm) {
        return trainer.fit(algorithm, new Validation(List.of()), training, unseen);
    }

    private Contest contest(
            Request request,
            Scored made,
            Bootstrap.Draws draws,
            Optional<Versions.Champion> champion) {
        return new Contest(
                request,
                training,
                unseen,
                made,
                draws,
                champion.map(one -> assess(one, request.windows())).orElse(null));
    }

    private Assessment assess(Versions.Champion champion, Windows windows) {
        Manifest manifest = champion.manifest();
        Matrix rows = collected.matrix(features(manifest), unseen);
        try (OnnxScores scores = new OnnxScores(champion.onnx(), manifest.signature())) {
            Assessed assessed = unseen.scored(scores.score(rows));
            double micros = ScoringLatency.measure(latency, champion.onnx(), rows).p99();
            var bands = manifest.thresholds().standard();
            return new Assessment(
                    manifest.model().version(),
                    assessed,
                    Metrics.of(assessed, bands, settings.costs(), micros),
                    bootstrap.of(assessed, bands, settings.costs()),
                    isTrainedOn(manifest.provenance().get("dataWindow"), windows.assessed()));
        }
    }

    private Bootstrap.Draws draws(Scored made) {
        return bootstrap.of(made.assessed(), made.thresholds().standard(), settings.costs());
    }

    private List<Gate.Result> gates(List<Gate> gates, Contest contest) {
        Gate.Findings findings = contest.findings();
        return gates.stream().map(gate -> gate.judge(findings, settings.gates())).toList();
    }

    /* A foreign model need not say what it was trained on. */
    private static boolean isTrainedOn(@Nullable Object dataWindow, Window assessed) {
        return dataWindow instanceof Map<?, ?> window
                && window.get("to") instanceof String to
                && window.get("from") instanceof String from
                && Instant.parse(to).isAfter(assessed.from())
                && Instant.parse(from).isBefore(assessed.to());
    }

    static FeatureSet features(Manifest manifest) {
        return FeatureSet.ofDeclarations(manifest.features());
    }
}
