package io.riskgate.training;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gradient-boosted trees for a binary label, by XGBoost. */
record GradientBoostedTrees(Map<String, Object> parameters) implements Algorithm {

    static final String NAME = "gbt";

    /** Every setting and its default, by the names of candidates files. */
    static final Map<String, Object> DEFAULTS = defaults();

    /* Names as XGBoost knows them, where they differ from ours. */
    private static final Map<String, String> XGBOOST_NAMES =
            Map.of(
                    "depth", "max_depth",
                    "treeMethod", "tree_method",
                    "baseScore", "base_score",
                    "minChildWeight", "min_child_weight",
                    "columnShare", "colsample_bytree",
                    "rowShare", "subsample",
                    "maxBins", "max_bin",
                    "positiveWeight", "scale_pos_weight",
                    "monotone", "monotone_constraints");

    GradientBoostedTrees {
        Map<String, Object> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(parameters);
        parameters = Collections.unmodifiableMap(all);
    }

    private static Map<String, Object> defaults() {
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("trees", 100);
        defaults.put("eta", 0.1);
        defaults.put("depth", 3);
        defaults.put("lambda", 1.0);
        defaults.put("alpha", 0.0);
        defaults.put("gamma", 0.0);
        defaults.put("minChildWeight", 1.0);
        defaults.put("rowShare", 1.0);
        defaults.put("columnShare", 1.0);
        defaults.put("positiveWeight", 1.0);
        defaults.put("treeMethod", "hist");
        defaults.put("maxBins", 256);
        defaults.put("baseScore", 0.5);
        return Collections.unmodifiableMap(defaults);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FittedModel fit(Matrix rows, float[] labels, Terms terms) {
        OpenMp.waitAsleep();
        Optional<float[]> heap = rows.heap();
        try {
            if (heap.isEmpty()) {
                return outOfMemory(rows, labels, terms);
            }
            DMatrix data = new DMatrix(heap.get(), rows.rows(), rows.columns(), Float.NaN);
            try {
                data.setLabel(labels);
                return new Trees(train(data, terms), rows.columns());
            } finally {
                data.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost could not train: " + e.getMessage(), e);
        }
    }

    private FittedModel outOfMemory(Matrix rows, float[] labels, Terms terms) throws XGBoostError {
        if ("exact".equals(parameters.get("treeMethod"))) {
            throw new RefusedTrainingException(
                    "The training set does not fit in memory, and treeMethod exact needs it there:"
                            + " choose hist, a shorter window, or more memory.");
        }
        try (ExternalRows data = ExternalRows.of(rows, labels, terms.threads(), terms.spool())) {
            return new Trees(train(data, terms), rows.columns());
        } catch (IOException e) {
            throw new UncheckedIOException("the trainer's cache cannot be removed", e);
        }
    }

    private Booster train(DMatrix data, Terms terms) throws XGBoostError {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("objective", "binary:logistic");
        settings.put("seed", terms.seed());
        settings.put("nthread", terms.threads());
        settings.put("verbosity", 0);
        parameters.forEach(
                (name, value) -> settings.put(XGBOOST_NAMES.getOrDefault(name, name), value));
        settings.remove("trees");
        if (!"hist".equals(settings.get("tree_method"))
                && !"approx".equals(settings.get("tree_method"))) {
            settings.remove("max_bin");
        }
        int trees = (int) number("trees");
        return XGBoost.train(data, settings, trees, Map.of(), null, null);
    }

    private record Trees(Booster booster, int columns) implements FittedModel {

        private static final int PORTION = 1 << 16;

        @Override
        public float[] predict(Matrix rows) {
            float[] scores = new float[rows.rows()];
            try {
                for (int from = 0; from < scores.length; from += PORTION) {
                    int count = Math.min(PORTION, scores.length - from);
                    float[] part = rows.rows(from, count);
                    DMatrix data = new DMatrix(part, count, columns, Float.NaN);
                    try {
                        float[][] predicted = booster.predict(data);
                        for (int row = 0; row < count; row++) {
                            scores[from + row] = predicted[row][0];
                        }
                    } finally {
                        data.dispose();
                    }
                }
                return scores;
            } catch (XGBoostError e) {
                throw new IllegalStateException("XGBoost could not predict: " + e.getMessage(), e);
            }
        }

        @Override
        public byte[] toOnnx() {
            try {
                return OnnxTrees.write(
                        TreeEnsemble.ofXgboost(booster.toByteArray("json")), columns);
            } catch (XGBoostError e) {
                throw new IllegalStateException("XGBoost could not save: " + e.getMessage(), e);
            }
        }
    }
}
