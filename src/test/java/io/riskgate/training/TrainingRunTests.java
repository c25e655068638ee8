package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskgate.feature.FeatureEngines;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureSettings;
import io.riskgate.journal.LoggedVectors;
import io.riskgate.registry.Hashes;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.scoring.ServingLatency;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/** A small model of a small world, from its history to the registry. */
class TrainingRunTests {

    private static final Duration WORLD = Duration.ofDays(70);
    private static final Instant END = SimulatedHistory.START.plus(WORLD);
    private static final SimulatedHistory HISTORY = SimulatedHistory.of(5, 250, WORLD);
    private static final FeatureSet FEATURES =
            FeatureSet.parse(
                    """
                    features:
                      - {name: amount, value: amount}
                      - {name: is_ecommerce, equals: {field: channel, value: ECOMMERCE}}
                      - {name: account_count_1h, count: {by: accountId, over: 1h}}
                      - {name: account_count_24h, count: {by: accountId, over: 24h}}
                      - {name: account_amount_mean_7d, mean: {of: amount, by: accountId, over: 7d}}
                      - {name: account_merchant_count_30d, count: {by: [accountId, merchantId], over: 30d}}
                      - {name: device_accounts_7d, distinct: {of: accountId, by: deviceId, over: 7d}}
                      - {name: terminal_fraud_rate_7d, fraud_rate: {by: terminalId, over: 7d, delay: 7d}}
                    """);
    private static final FeatureSet STAND_IN =
            FeatureSet.parse(
                    """
                    features:
                      - {name: amount, value: amount}
                      - {name: is_ecommerce, equals: {field: channel, value: ECOMMERCE}}
                      - {name: account_count_1h, count: {by: accountId, over: 1h}}
                      - {name: device_accounts_7d, distinct: {of: accountId, by: deviceId, over: 7d}}
                      - {name: terminal_fraud_rate_7d, fraud_rate: {by: terminalId, over: 7d, delay: 7d}}
                    """);
    private static final Algorithm SMALL =
            new GradientBoostedTrees(Map.of("trees", 30, "eta", 0.2, "depth", 3));
    private static final TrainingSettings SETTINGS =
            new TrainingSettings(
                    42,
                    1,
                    1,
                    50,
                    0.005,
                    Costs.DEFAULTS,
                    ExchangeRates.DEFAULTS.perUnit(),
                    new GateLimits(20, 10, 0.005, 5, 1, 1e-5, 1e9, 1 << 20, 0.05, 1e9),
                    TrainingSettings.DEFAULTS.checks());

    @Test
    void theSameHistoryGivesTheSameModelByteForByte() {
        Shelf first = new Shelf();
        Shelf second = new Shelf();
        run(first, List.of(SMALL));
        run(second, List.of(SMALL));
        assertThat(first.onnx).isEqualTo(second.onnx);
        Manifest one = first.manifests.getFirst();
        Manifest other = second.manifests.getFirst();
        assertThat(one.provenance()).isEqualTo(other.provenance());
        assertThat(one.evidence().golden()).isEqualTo(other.evidence().golden());
        assertThat(one.thresholds()).isEqualTo(other.thresholds());
        assertThat(one.evidence().sha256()).isEqualTo(Hashes.sha256(first.onnx));
    }

    @Test
    void theManifestHoldsWhatTheContractAsksFor() {
        Shelf shelf = new Shelf();
        run(shelf, List.of(SMALL));
        Manifest manifest = shelf.manifests.getFirst();
        assertThat(manifest.provenance())
                .containsKeys(
                        "trainedAt",
                        "dataWindow",
                        "labelDelay",
                        "rows",
                        "positives",
                        "dataHash",
                        "algorithm",
                        "hyperParameters",
                        "seed",
                        "codeVersion");
        assertThat(manifest.evidence().scoringLatencyMicros()).containsKeys("p50", "p99");
        assertThat(FeatureSet.ofDeclarations(manifest.features()).columns())
                .isEqualTo(FEATURES.columns());
        try (OnnxScores scores = new OnnxScores(shelf.onnx, manifest.signature())) {
            for (Manifest.Golden golden : manifest.evidence().golden()) {
                float[] values = new float[golden.values().size()];
                for (int i = 0; i < values.length; i++) {
                    Float value = golden.values().get(i);
                    values[i] = value == null ? Float.NaN : value;
                }
                assertThat((double) scores.score(new Matrix(values, values.length))[0])
                        .isEqualTo(golden.score());
            }
        }
    }

    @Test
    void theLatencyIsThatOfServing() {
        Shelf shelf = new Shelf();
        List<float[]> asked = new ArrayList<>();
        TrainingRun run =
                runner(
                        shelf,
                        (model, rows) -> {
                            asked.addAll(rows);
                            return new ServingLatency.Micros(5, 2e9);
                        });

        Report report =
                run.run(
                                request(
                                        List.of(SMALL),
                                        SimulatedHistory.START.plus(Duration.ofDays(62))),
                                Stages.SILENT)
                        .report();

        assertThat(asked).isNotEmpty().allMatch(row -> row.length == FEATURES.columns().size());
        assertThat(report.gates())
                .filteredOn(gate -> gate.gate().equals("scoring_latency"))
                .containsExactly(new Gate.Result("scoring_latency", false, 2e9, 1e9));
        assertThat(shelf.manifests.getFirst().evidence().scoringLatencyMicros())
                .containsEntry("p99", 2e9);
    }

    @Test
    void theReportReadsAsTheContractSays() {
        Report report = run(new Shelf(), List.of(SMALL, new LogisticRegression(Map.of())));
        JsonNode json = JsonMapper.shared().readTree(RetrainCommand.json(report));
        assertThat(json.propertyNames())
                .containsExactly(
                        "model",
                        "asOf",
                        "train",
                        "assess",
                        "candidates",
                        "chosen",
                        "champion",
                        "gates",
                        "registeredVersion",
                        "promoted",
                        "preparation",
                        "fallback",
                        "stages");
        assertThat(json.at("/stages").valueStream().map(one -> one.path("stage").asString()))
                .containsExactly("collect", "prepare", "select", "fit", "assess", "register");
        assertThat(json.at("/stages/0/found/replayedVectors").intValue()).isPositive();
        assertThat(json.at("/asOf").asString()).isEqualTo("2026-03-04T00:00:00.000Z");
        assertThat(json.at("/train").propertyNames()).contains("from", "to", "rows", "frauds");
        assertThat(json.at("/assess/unlabelled").isInt()).isTrue();
        assertThat(json.at("/candidates/0/metrics").propertyNames())
                .containsExactly(
                        "rocAuc",
                        "averagePrecision",
                        "accountPrecisionAt100",
                        "recallAt1PercentFpr",
                        "brier",
                        "savings",
                        "scoringMicrosP99");
        assertThat(json.at("/candidates/1/algorithm").asString()).isEqualTo("logistic");
        assertThat(json.at("/candidates/0/validation/folds").asInt()).isEqualTo(1);
        assertThat(json.at("/gates/0").propertyNames())
                .containsExactly("gate", "passed", "value", "limit");
        assertThat(report.candidates().getFirst().metrics().rocAuc()).isGreaterThan(0.7);
    }

    @Test
    void aChallengerThatIsNotBetterIsRefusedAndStaysOut() {
        Shelf shelf = new Shelf();
        run(shelf, List.of(SMALL));
        shelf.crown();
        Report report = run(shelf, List.of(SMALL));
        assertThat(Objects.requireNonNull(report.champion()).version()).isEqualTo(1);
        assertThat(report.gates())
                .filteredOn(gate -> !gate.passed())
                .extracting(Gate.Result::gate)
                .containsExactly("better_than_champion");
        assertThat(report.registeredVersion()).isEqualTo(2);
        assertThat(report.promoted()).isFalse();
        assertThat(shelf.refusals.getLast()).startsWith("better_than_champion 0.0");
    }

    @Test
    void aBetterOneIsPromotedWhereThatIsAskedFor() {
        Shelf shelf = new Shelf();
        Report report = run(shelf, List.of(SMALL));
        assertThat(report.gates()).allMatch(Gate.Result::passed);
        assertThat(report.promoted()).isTrue();
        assertThat(shelf.promoted).containsExactly(1);
    }

    @Test
    void theFallbackIsTrainedInTheSameRunAndPromotedWithItsChampion() {
        Shelf shelf = new Shelf();
        Report report = runner(shelf).run(standingIn(), Stages.SILENT).report();
        Report.StandIn standIn = Objects.requireNonNull(report.fallback());
        assertThat(standIn.model()).isEqualTo("fallback");
        assertThat(standIn.passed()).isTrue();
        Manifest manifest = shelf.manifests.getLast();
        assertThat(manifest.provenance())
                .containsEntry("standsInFor", shelf.manifests.getFirst().model().toString());
        assertThat(Assessing.features(manifest).columns()).isEqualTo(STAND_IN.columns());
        assertThat(shelf.promoted).containsExactly(2, 1);
    }

    @Test
    void theFallbackNeverScoresLessWhereWhatIsSuspiciousRises() {
        assertThat(StandInModel.constraints(STAND_IN)).isEqualTo("(1,0,1,1,1)");
        Random random = new Random(8);
        int columns = STAND_IN.columns().size();
        float[] values = new float[4000 * columns];
        float[] labels = new float[4000];
        for (int row = 0; row < labels.length; row++) {
            for (int column = 0; column < columns; column++) {
                values[row * columns + column] = random.nextInt(30);
            }
            boolean suspicious = values[row * columns] > 20 ^ values[row * columns + 2] > 15;
            labels[row] = suspicious && random.nextInt(4) > 0 ? 1 : 0;
        }
        FittedModel model =
                StandInModel.algorithm(STAND_IN)
                        .fit(
                                new Matrix(values, columns),
                                labels,
                                SETTINGS.terms(Path.of("target")));
        for (int column : new int[] {0, 2, 3, 4}) {
            assertThat(model.predict(rising(column, columns))).isSorted();
        }
    }

    private static Matrix rising(int column, int columns) {
        float[] values = new float[30 * columns];
        Arrays.fill(values, 12);
        for (int row = 0; row < 30; row++) {
            values[row * columns + column] = row;
        }
        return new Matrix(values, columns);
    }

    @Test
    void aRunLeavesAPageThatNeedsNothingBesideIt(@TempDir Path folder) throws Exception {
        TrainingRun.Outcome outcome = runner(new Shelf()).run(standingIn(), Stages.SILENT);
        RunFolder run = RunFolder.under(folder, outcome.report());
        run.write(outcome);
        String page = Files.readString(run.path().resolve("report.html"));
        assertThat(page)
                .contains("<svg", "Gates", "better_than_champion", "fraud, version 1")
                .doesNotContain("https://", "src=", "href=", "@import");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("//");
        for (String chart : List.of("roc", "precision-recall", "calibration", "scores")) {
            String svg = Files.readString(run.path().resolve(chart + ".svg"));
            assertThat(svg).startsWith("<svg").contains("<polyline").doesNotContain("NaN");
        }
        List<Curve.Point> roc = Curve.ROC.of(outcome.made());
        assertThat(roc.getFirst()).isEqualTo(new Curve.Point(0, 0));
        assertThat(roc.getLast()).isEqualTo(new Curve.Point(1, 1));
    }

    @Test
    void withoutFraudsThereIsNothingToLearn() {
        Request early = request(List.of(SMALL), SimulatedHistory.START.plus(Duration.ofDays(9)));
        assertThatThrownBy(() -> runner(new Shelf()).run(early, Stages.SILENT))
                .isInstanceOf(RefusedTrainingException.class)
                .hasMessageContaining("training window 2025-12-")
                .hasMessageContaining("0 labelled transactions");
    }

    private static Request standingIn() {
        Instant asOf = SimulatedHistory.START.plus(Duration.ofDays(62));
        Request alone = request(List.of(SMALL), asOf);
        return new Request(
                alone.model(),
                alone.windows(),
                alone.features(),
                true,
                alone.candidates(),
                true,
                new Request.StandIn("fallback", STAND_IN));
    }

    private static Report run(Shelf shelf, List<Algorithm> candidates) {
        Instant asOf = SimulatedHistory.START.plus(Duration.ofDays(62));
        return runner(shelf).run(request(candidates, asOf), Stages.SILENT).report();
    }

    private static Request request(List<Algorithm> candidates, Instant asOf) {
        Windows windows =
                new Windows(asOf, Duration.ofDays(14), Duration.ofDays(7), Duration.ofDays(7));
        return new Request("fraud", windows, FEATURES, true, candidates, true, null);
    }

    private static TrainingRun runner(Versions versions) {
        return runner(versions, (model, rows) -> new ServingLatency.Micros(3, 7));
    }

    private static TrainingRun runner(Versions versions, ServingLatency latency) {
        return new TrainingRun(
                new Collector.Sources(
                        HISTORY,
                        LoggedVectors.NONE,
                        sets ->
                                FeatureEngines.inMemory(
                                        FeaturePlan.of(sets), FeatureSettings.defaults()),
                        new ExchangeRates(SETTINGS.rates()),
                        Path.of("target")),
                versions,
                SETTINGS,
                latency,
                Clock.fixed(END, ZoneOffset.UTC));
    }

    /** A registry in memory. */
    private static final class Shelf implements Versions {

        private final List<Manifest> manifests = new ArrayList<>();
        private final List<@Nullable String> refusals = new ArrayList<>();
        private final List<Integer> promoted = new ArrayList<>();
        private byte[] onnx = {};
        private @Nullable Champion champion;

        void crown() {
            champion = new Champion(manifests.getLast(), onnx);
        }

        @Override
        public Optional<Champion> champion(String model) {
            return Optional.ofNullable(champion);
        }

        @Override
        public Manifest register(Manifest draft, byte[] model, @Nullable String refusal) {
            Manifest registered =
                    draft.withSha256(Hashes.sha256(model)).withVersion(manifests.size() + 1);
            manifests.add(registered);
            refusals.add(refusal);
            onnx = model;
            return registered;
        }

        @Override
        public boolean promote(List<ModelReference> chosen, String reason) {
            chosen.forEach(version -> promoted.add(version.version()));
            return true;
        }
    }
}
