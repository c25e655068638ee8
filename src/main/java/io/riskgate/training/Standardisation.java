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
        float[] mean = new float[columns];
        float[] deviation = new float[columns];
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            long known = 0;
            for (int row = 0; row < rows.rows(); row++) {
                float value = rows.get(row, column);
                if (!Float.isNaN(value)) {
                    sum += value;
                    known++;
                }
            }
            double average = known == 0 ? 0 : sum / known;
            mean[column] = (float) average;
            deviation[column] = deviation(rows, column, average);
        }
        return new Standardisation(mean, deviation);
    }

    private static float deviation(Matrix rows, int column, double mean) {
        double squares = 0;
        long known = 0;
        for (int row = 0; row < rows.rows(); row++) {
            float value = rows.get(row, column);
            if (!Float.isNaN(value)) {
                squares += (value - mean) * (value - mean);
                known++;
            }
        }
        float deviation = known == 0 ? 0 : (float) Math.sqrt(squares / known);
        return deviation > 0 ? deviation : 1;
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
