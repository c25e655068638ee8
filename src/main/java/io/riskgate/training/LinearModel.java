package io.riskgate.training;

/**
 * A logistic regression.
 *
 * @param weights the intercept, then one a standardised column
 */
record LinearModel(Standardisation scale, double[] weights) implements FittedModel {

    @Override
    public float[] predict(Matrix rows) {
        float[] scores = new float[rows.rows()];
        double[] x = new double[weights.length];
        for (int row = 0; row < scores.length; row++) {
            scale.read(rows, row, x);
            double margin = 0;
            for (int i = 0; i < x.length; i++) {
                margin += weights[i] * x[i];
            }
            scores[row] = (float) (1 / (1 + Math.exp(-margin)));
        }
        return scores;
    }

    /* Missing values become the mean before it is taken off, so they add nothing to the margin. */
    @Override
    public byte[] toOnnx() {
        int columns = scale.mean().length;
        float[] slopes = new float[columns];
        for (int column = 0; column < columns; column++) {
            slopes[column] = (float) weights[column + 1];
        }
        return new OnnxGraph("riskgate_logistic", columns)
                .constant("mean", scale.mean(), 1, columns)
                .constant("deviation", scale.deviation(), 1, columns)
                .constant("weights", slopes, columns, 1)
                .constant("intercept", new float[] {(float) weights[0]}, 1)
                .node("IsNaN", "missing", OnnxGraph.INPUT)
                .node("Where", "filled", "missing", "mean", OnnxGraph.INPUT)
                .node("Sub", "centred", "filled", "mean")
                .node("Div", "standardised", "centred", "deviation")
                .node("MatMul", "sum", "standardised", "weights")
                .node("Add", "margin", "sum", "intercept")
                .node("Sigmoid", OnnxGraph.OUTPUT, "margin")
                .toBytes();
    }
}
