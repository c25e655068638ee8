package io.riskgate.training;

import io.riskgate.feature.FeatureSet;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.ServingLatency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Fits candidates and scores with what they become: the ONNX file, as it would be served. */
final class Trainer {

    static final Manifest.Signature SIGNATURE =
            new Manifest.Signature(
                    OnnxGraph.INPUT, OnnxGraph.OUTPUT, Manifest.OutputKind.PROBABILITY);

    /* Below this a fold says more about chance than about a candidate. */
    private static final int FEWEST_FRAUDS = 5;

    /* Enough to find a difference, or a threshold, among any number of training rows. */
    private static final int COMPARED = 100_000;

    private final Collected collected;
    private final FeatureSet features;
    private final TrainingSettings settings;
    private final ServingLatency latency;

    Trainer(
            Collected collected,
            FeatureSet features,
            TrainingSettings settings,
            ServingLatency latency) {
        this.collected = collected;
        this.features = features;
        this.settings = settings;
        this.latency = latency;
    }

    /** One candidate on the validation folds of these windows. */
    Validation validate(Algorithm algorithm, Windows windows) {
        Instant known = windows.assessed().from();
        List<Assessed> folds = new ArrayList<>();
        for (int fold = 0; fold < settings.folds(); fold++) {
            Windows earlier = windows.fold(fold);
            Sample training = collected.training(earlier);
            Sample unseen = collected.assessment(earlier, known);
            if (training.frauds() >= FEWEST_FRAUDS && unseen.frauds() >= FEWEST_FRAUDS) {
                Matrix rows = matrix(training);
                byte[] onnx = algorithm.fit(rows, training.labels(), terms()).toOnnx();
                folds.add(unseen.scored(score(onnx, matrix(unseen))));
            }
        }
        return new Validation(folds);
    }

    /** Fits a candidate on the training window and scores the assess window. */
    Scored fit(Algorithm algorithm, Validation validation, Sample training, Sample unseen) {
        Matrix rows = matrix(training);
        FittedModel model = algorithm.fit(rows, training.labels(), terms());
        byte[] onnx = model.toOnnx();
        Sample compared = training.spread(COMPARED);
        Matrix comparedRows = rows.spread(COMPARED);
        Matrix unseenRows = matrix(unseen);
        try (OnnxScores scores = new OnnxScores(onnx, SIGNATURE)) {
            float[] seen = scores.score(comparedRows);
            Assessed reference =
                    validation.folds().isEmpty()
                            ? compared.scored(seen)
                            : Assessed.all(validation.folds());
            Thresholds thresholds =
                    ThresholdChoice.of(
                            reference.scores(), reference.fraud(), settings.reviewShare());
            return new Scored(
                    algorithm,
                    onnx,
                    largestDifference(model.predict(comparedRows), seen),
                    reference.scores(),
                    thresholds,
                    unseen.scored(scores.score(unseenRows)),
                    ScoringLatency.measure(latency, onnx, unseenRows));
        }
    }

    Matrix matrix(Sample sample) {
        return collected.matrix(features, sample);
    }

    private Algorithm.Terms terms() {
        return settings.terms(collected.spool());
    }

    private static float[] score(byte[] onnx, Matrix rows) {
        try (OnnxScores scores = new OnnxScores(onnx, SIGNATURE)) {
            return scores.score(rows);
        }
    }

    private static double largestDifference(float[] expected, float[] actual) {
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) expected[i] - actual[i]);
            largest = difference <= largest ? largest : difference;
        }
        return largest;
    }
}
