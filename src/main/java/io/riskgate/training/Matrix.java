package io.riskgate.training;

/**
 * Rows of numbers, one after the other, as trainers and models take them; a missing value is NaN.
 *
 * @param values row after row; not copied, it can be large
 * @param columns of one row
 */
record Matrix(float[] values, int columns) {

    Matrix {
        if (columns < 1 || values.length % columns != 0) {
            throw new IllegalArgumentException(
                    values.length + " values do not make rows of " + columns);
        }
    }

    int rows() {
        return values.length / columns;
    }

    float get(int row, int column) {
        return values[row * columns + column];
    }

    /** A row of its own. */
    float[] row(int row) {
        float[] copy = new float[columns];
        System.arraycopy(values, row * columns, copy, 0, columns);
        return copy;
    }

    /** The given rows, in that order. */
    Matrix select(int[] rows) {
        float[] selected = new float[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * columns, selected, i * columns, columns);
        }
        return new Matrix(selected, columns);
    }
}
