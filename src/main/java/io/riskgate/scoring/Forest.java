package io.riskgate.scoring;

import java.util.List;

/**
 * The trees of a model, laid out for exact Shapley values: every leaf with the decisions on its way
 * and, for each column that is decided on there, the share of training rows that decided alike.
 *
 * @param base the margin before any tree
 * @param splits every decision of every tree
 * @param leaves every leaf of every tree
 */
record Forest(double base, Splits splits, List<Leaf> leaves) {

    Forest {
        leaves = List.copyOf(leaves);
    }

    /** The margin (log-odds) of one row. */
    double margin(float[] row) {
        boolean[] taken = splits.decide(row);
        double margin = base;
        for (Leaf leaf : leaves) {
            if (leaf.isReached(taken)) {
                margin += leaf.value;
            }
        }
        return margin;
    }

    /**
     * The decisions in parallel arrays.
     *
     * @param mode how a value is compared; see {@link Comparison}
     * @param missingTaken whether a missing value takes the true branch
     */
    record Splits(int[] column, float[] value, Comparison[] mode, boolean[] missingTaken) {

        /** For each decision, whether this row takes its true branch. */
        boolean[] decide(float[] row) {
            boolean[] taken = new boolean[column.length];
            for (int split = 0; split < taken.length; split++) {
                float found = row[column[split]];
                taken[split] =
                        Float.isNaN(found)
                                ? missingTaken[split]
                                : mode[split].holds(found, value[split]);
            }
            return taken;
        }
    }

    /** How ONNX trees compare. */
    enum Comparison {
        BRANCH_LT,
        BRANCH_LEQ,
        BRANCH_GT,
        BRANCH_GTE;

        boolean holds(float found, float value) {
            return switch (this) {
                case BRANCH_LT -> found < value;
                case BRANCH_LEQ -> found <= value;
                case BRANCH_GT -> found > value;
                case BRANCH_GTE -> found >= value;
            };
        }
    }

    /**
     * A leaf.
     *
     * @param value what it adds to the margin
     * @param splits the decisions on its way, from the root
     * @param taken whether the way takes the true branch of each
     * @param player which of {@link #columns} each decides on
     * @param columns the columns decided on, each once
     * @param share for each of these, the share of training rows that went this way at its
     *     decisions
     */
    record Leaf(
            double value,
            int[] splits,
            boolean[] taken,
            int[] player,
            int[] columns,
            double[] share) {

        boolean isReached(boolean[] decided) {
            for (int step = 0; step < splits.length; step++) {
                if (decided[splits[step]] != taken[step]) {
                    return false;
                }
            }
            return true;
        }

        /** The columns, as a set of bits, at all of whose decisions the row goes this way. */
        long agreeing(boolean[] decided) {
            long agreeing = -1L >>> Long.SIZE - columns.length;
            for (int step = 0; step < splits.length; step++) {
                if (decided[splits[step]] != taken[step]) {
                    agreeing &= ~(1L << player[step]);
                }
            }
            return agreeing;
        }
    }
}
