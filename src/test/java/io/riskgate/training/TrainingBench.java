package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.gate.RunningGate;
import io.riskgate.journal.jdbc.StoredVectors;
import io.riskgate.registry.Alias;
import io.riskgate.registry.Aliases;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;
import io.riskgate.registry.Thresholds;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How long a run takes from the journal to the registry beside what XGBoost alone needs for the
 * same matrix. Run it with
 *
 * <pre>./mvnw -Pbench verify -Dit.test=TrainingBench</pre>
 */
class TrainingBench {

    private static final int TRAINED = Integer.getInteger("bench.rows", 500_000);
    private static final int ASSESSED = TRAINED / 10;
    private static final int COLUMNS = 40;
    private static final int BATCH = 5_000;
    private static final String MODEL = "bench";
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Windows WINDOWS =
            new Windows(Instant.parse("2023-03-22T00:00:00Z"), WEEK, WEEK, WEEK);
    private static final Algorithm CANDIDATE =
            new GradientBoostedTrees(Map.of("trees", 200, "depth", 6));

    private final RunningGate gate = RunningGate.shared();
    private final JdbcClient jdbc = gate.bean(JdbcClient.class);
    private final Random random = new Random(17);

    @Test
    void besideTheBareFit() throws Exception {
        FeatureSet features = features();
        fill(plan(features));
        crown(features);
        Retraining retraining = gate.bean(Retraining.class);
        Request request =
                new Request(MODEL, WINDOWS, features, false, List.of(CANDIDATE), false, null);
        long begin = System.nanoTime();
        Clocked stages = new Clocked(begin);
        Report report = retraining.run(request, stages);
        double whole = (System.nanoTime() - begin) / 1e9;
        assertThat(report.train().rows()).isEqualTo(TRAINED);
        assertThat(report.registeredVersion()).isEqualTo(2);

        double bare = bareFit(retraining, features);
        System.out.printf(
                "%,d rows x %d columns, 200 trees of depth 6: from PostgreSQL to registered %.1f s,"
                        + " XGBoost alone %.1f s, ratio %.2f%n%s%n",
                TRAINED, COLUMNS, whole, bare, whole / bare, stages);
    }

    private static double bareFit(Retraining retraining, FeatureSet features) {
        Collected collected = retraining.collect(features, WINDOWS.trained(), false);
        Sample training = collected.training(WINDOWS);
        Matrix rows = collected.matrix(features, training);
        float[] labels = training.labels();
        long begin = System.nanoTime();
        FittedModel model =
                CANDIDATE.fit(rows, labels, TrainingSettings.DEFAULTS.terms(Path.of("target")));
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertThat(model.toOnnx()).isNotEmpty();
        return seconds;
    }

    private static FeatureSet features() {
        StringBuilder yaml = new StringBuilder("features:\n");
        for (int i = 0; i < COLUMNS; i++) {
            yaml.append("  - {name: f%d, count: {by: accountId, over: %dh}}%n".formatted(i, i + 1));
        }
        return FeatureSet.parse(yaml.toString());
    }

    private int plan(FeatureSet features) {
        jdbc.sql("insert into feature_plan (hash, declarations) values (?, cast(? as jsonb))")
                .params(
                        FeaturePlan.of(List.of(features)).hash(),
                        JsonMapper.shared().writeValueAsString(features.declarations()))
                .update();
        return jdbc.sql("select max(plan_id) from feature_plan").query(Integer.class).single();
    }

    private void fill(int plan) {
        List<Object[]> rows = new ArrayList<>(BATCH);
        List<Object[]> frauds = new ArrayList<>();
        long first = 1L << 40;
        for (int i = 0; i < TRAINED + ASSESSED; i++) {
            Window window = i < TRAINED ? WINDOWS.trained() : WINDOWS.assessed();
            int within = i < TRAINED ? i : i - TRAINED;
            int of = i < TRAINED ? TRAINED : ASSESSED;
            Instant at = window.from().plusMillis(WEEK.toMillis() * within / of);
            float[] vector = new float[COLUMNS];
            for (int column = 0; column < COLUMNS; column++) {
                vector[column] = (float) random.nextGaussian();
            }
            boolean fraud = vector[0] + vector[1] * vector[2] + random.nextGaussian() > 4;
            rows.add(row(first + i, at, plan, vector, i));
            if (fraud) {
                frauds.add(new Object[] {first * 2 + i, at.atOffset(ZoneOffset.UTC), i});
            }
            if (rows.size() == BATCH) {
                write(rows, frauds);
            }
        }
        write(rows, frauds);
        jdbc.sql("analyze").update();
    }

    private static Object[] row(long sequence, Instant at, int plan, float[] vector, int number) {
        return new Object[] {
            sequence,
            at.atOffset(ZoneOffset.UTC),
            at.atOffset(ZoneOffset.UTC),
            1_000 + number % 977,
            plan,
            "bench-" + number,
            "bench-account-" + number % 40_000,
            StoredVectors.bytes(FeatureVector.adopt(vector))
        };
    }

    private void write(List<Object[]> rows, List<Object[]> frauds) {
        JdbcTemplate template = gate.bean(JdbcTemplate.class);
        template.batchUpdate(
                """
                insert into journal (sequence, recorded_at, occurred_at, amount_minor, plan_id, transaction_id, account_id, vector,
                                     currency, channel, outcome, path, decision_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'EUR', 'OTHER', 'APPROVE', 'MODEL', gen_random_uuid())
                """,
                rows);
        template.batchUpdate(
                "insert into transaction_identity (transaction_id, content_hash, sequence,"
                        + " recorded_at) values (?, gen_random_uuid(), ?, ?)",
                rows.stream().map(row -> new Object[] {row[5], row[0], row[1]}).toList());
        template.batchUpdate(
                """
                insert into outcome_report (sequence, reported_at, recorded_at, outcome_id, transaction_id, verdict, source)
                values (?, ?, now(), 'bench-o-' || ?, 'bench-' || ?, 'FRAUD', 'CHARGEBACK')
                """,
                frauds.stream()
                        .map(fraud -> new Object[] {fraud[0], fraud[1], fraud[2], fraud[2]})
                        .toList());
        rows.clear();
        frauds.clear();
    }

    /* A champion that sees the same columns, so that the run compares as a real one does. */
    private void crown(FeatureSet features) {
        float[] ones = new float[COLUMNS];
        Arrays.fill(ones, 1);
        double[] weights = new double[COLUMNS + 1];
        weights[0] = -4;
        weights[1] = 1;
        byte[] onnx =
                new LinearModel(new Standardisation(new float[COLUMNS], ones), weights).toOnnx();
        Manifest draft =
                new Manifest(
                        new ModelReference(MODEL, 1),
                        null,
                        features.declarations(),
                        Trainer.SIGNATURE,
                        Thresholds.of(0.3, 0.5, 0.9),
                        Map.of(),
                        new Manifest.Evidence("", Map.of(), Map.of(), Map.of(), List.of()));
        ModelReference version =
                gate.bean(Models.class).register(draft, onnx, null, "bench").model();
        gate.bean(Aliases.class).put(Alias.CHAMPION, version, null, "bench", "bench");
    }

    /** Says when each stage began. */
    private static final class Clocked implements Stages {

        private final long begin;
        private final StringBuilder said = new StringBuilder();

        Clocked(long begin) {
            this.begin = begin;
        }

        @Override
        public void enter(Stage stage) {
            said.append("%6.1f s %s%n".formatted((System.nanoTime() - begin) / 1e9, stage));
        }

        @Override
        public void progress(int done, int of) {}

        @Override
        public String toString() {
            return said.toString();
        }
    }
}
