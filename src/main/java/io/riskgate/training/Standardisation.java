package io.riskgate.training;

import java.util.Arrays;

/**
 * Mean and standard deviation of each column over the rows where it is known.
 *
 * @param deviation of the population; 1 for a column that never varies
 */
record Standardisation(float[] mean, float[] deviation) {

    static Standardisation of(Matrix rows) {
        int columns = rows.columns();
        double[] sums = new double[columns];
        long[] known = new long[columns];
        accumulate(
                rows,
                (column, value) -> {
                    sums[column] += value;
                    known[column]++;
                });
        double[] squares = new double[columns];
        double[] average = new double[columns];
        for (int column = 0; column < columns; column++) {
            average[column] = known[column] == 0 ? 0 : sums[column] / known[column];
        }
        accumulate(
                rows,
                (column, value) ->
                        squares[column] += (value - average[column]) * (value - average[column]));
        float[] mean = new float[columns];
        float[] deviation = new float[columns];
        for (int column = 0; column < columns; column++) {
            mean[column] = (float) average[column];
            float spread =
                    known[column] == 0 ? 0 : (float) Math.sqrt(squares[column] / known[column]);
            deviation[column] = spread > 0 ? spread : 1;
        }
        return new Standardisation(mean, deviation);
    }

    /* Row by row, as they lie. */
    private static void accumulate(Matrix rows, Known each) {
        for (int row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < rows.columns(); column++) {
                float value = rows.get(row, column);
                if (!Float.isNaN(value)) {
                    each.take(column, value);
                }
            }
        }
    }

    /** Takes a value that is not missing. */
    private interface Known {
        void take(int column, float value);
    }

    /** Reads a row as the model sees it: 1 for the intercept, then the standardised columns. */
    void read(Matrix rows, int row, double[] into) {
        into[0] = 1;
        for (int column = 0; column < mean.length; column++) {
            float value = rows.get(row, column);
            into[column + 1] = Float.isNaN(value) ? 0 : (value - mean[column]) / deviation[column];
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(mean) + " ± " + Arrays.toString(deviation);
    }
}
