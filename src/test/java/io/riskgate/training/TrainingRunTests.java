package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskgate.feature.FeatureEngines;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureSettings;
import io.riskgate.registry.Hashes;
import io.riskgate.registry.Manifest;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
    private static final Algorithm SMALL =
            new GradientBoostedTrees(Map.of("trees", 30, "eta", 0.2, "depth", 3));
    private static final TrainingSettings SETTINGS =
            new TrainingSettings(
                    42,
                    1,
                    1,
                    0.005,
                    Costs.DEFAULTS,
                    ExchangeRates.DEFAULTS.perUnit(),
                    new GateLimits(20, 10, 0.005, 5, 1, 1e-5, 1e9, 1 << 20));

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
                        "promoted");
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
    void withoutFraudsThereIsNothingToLearn() {
        Request early = request(List.of(SMALL), SimulatedHistory.START.plus(Duration.ofDays(9)));
        assertThatThrownBy(() -> runner(new Shelf()).run(early, Stages.SILENT))
                .isInstanceOf(RefusedTrainingException.class)
                .hasMessageContaining("training window 2025-12-")
                .hasMessageContaining("0 labelled transactions");
    }

    private static Report run(Shelf shelf, List<Algorithm> candidates) {
        Instant asOf = SimulatedHistory.START.plus(Duration.ofDays(62));
        return runner(shelf).run(request(candidates, asOf), Stages.SILENT);
    }

    private static Request request(List<Algorithm> candidates, Instant asOf) {
        Windows windows =
                new Windows(asOf, Duration.ofDays(14), Duration.ofDays(7), Duration.ofDays(7));
        return new Request("fraud", windows, FEATURES, candidates, true);
    }

    private static TrainingRun runner(Versions versions) {
        return new TrainingRun(
                HISTORY,
                sets -> FeatureEngines.inMemory(FeaturePlan.of(sets), FeatureSettings.defaults()),
                versions,
                SETTINGS,
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
        public boolean promote(Manifest version, String reason) {
            return promoted.add(version.model().version());
        }
    }
}
