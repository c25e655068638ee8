package io.riskgate.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Logistic regression with a quadratic penalty on the weights, not on the intercept, over
 * standardised columns; a missing value takes its column's mean.
 *
 * <p>Minimises {@code sum of log losses + l2 / 2 * |w|^2} by Newton's method, which needs no random
 * numbers and no learning rate, and ends where the gradient does.
 */
record LogisticRegression(Map<String, Object> parameters) implements Algorithm {

    static final String NAME = "logistic";

    /** Every setting and its default, by the names of candidates files. */
    static final Map<String, Object> DEFAULTS = Map.of("l2", 1.0);

    private static final int MOST_STEPS = 100;
    private static final double CLOSE_ENOUGH = 1e-8;

    LogisticRegression {
        Map<String, Object> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(parameters);
        parameters = Collections.unmodifiableMap(all);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public FittedModel fit(Matrix rows, float[] labels, Terms terms) {
        Standardisation scale = Standardisation.of(rows);
        double l2 = number("l2");
        double[] weights = new double[rows.columns() + 1];
        for (int step = 0; step < MOST_STEPS; step++) {
            Newton newton = new Newton(weights, l2);
            double[] x = new double[weights.length];
            for (int row = 0; row < rows.rows(); row++) {
                scale.read(rows, row, x);
                newton.add(x, labels[row]);
            }
            if (newton.step(weights) < CLOSE_ENOUGH) {
                break;
            }
        }
        return new LinearModel(scale, weights);
    }

    /** One step of Newton's method: gradient and Hessian of the penalised loss at these weights. */
    private static final class Newton {

        private final double[] at;
        private final double[] gradient;
        private final double[][] hessian;

        Newton(double[] weights, double l2) {
            at = weights.clone();
            gradient = new double[at.length];
            hessian = new double[at.length][at.length];
            for (int i = 1; i < at.length; i++) {
                gradient[i] = l2 * at[i];
                hessian[i][i] = l2;
            }
        }

        void add(double[] x, float label) {
            double margin = 0;
            for (int i = 0; i < x.length; i++) {
                margin += at[i] * x[i];
            }
            double p = 1 / (1 + Math.exp(-margin));
            double curvature = Math.max(p * (1 - p), 1e-12);
            for (int i = 0; i < x.length; i++) {
                gradient[i] += (p - label) * x[i];
                double scaled = curvature * x[i];
                for (int j = 0; j <= i; j++) {
                    hessian[i][j] += scaled * x[j];
                }
            }
        }

        /* The intercept is not penalised: a little ridge keeps the system solvable without it. */
        double step(double[] weights) {
            hessian[0][0] += 1e-9;
            double[] direction = Cholesky.solve(hessian, gradient);
            double longest = 0;
            for (int i = 0; i < weights.length; i++) {
                longest = Math.max(longest, Math.abs(direction[i]));
            }
            double damping = longest > 8 ? 8 / longest : 1;
            for (int i = 0; i < weights.length; i++) {
                weights[i] -= damping * direction[i];
            }
            return longest;
        }
    }
}
