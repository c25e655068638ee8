package io.riskgate.scoring;

import java.util.Arrays;
import java.util.List;

/**
 * The trees of a model, laid out for exact Shapley values: every leaf with the decisions on its way
 * and, for each column that is decided on there, the share of training rows that decided alike.
 *
 * @param base the margin before any tree
 * @param splits every decision of every tree
 * @param leaves every leaf of every tree
 */
record Forest(double base, Splits splits, Leaves leaves) {

    /** The margin (log-odds) of one row. */
    double margin(float[] row) {
        boolean[] taken = splits.decide(row);
        double margin = base;
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            if (leaves.agreeing(leaf, taken) == -1) {
                margin += leaves.value(leaf);
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

    /** A leaf and the way to it. */
    static final class Leaf {

        private final double value;
        private final int[] steps;
        private final int[] player;
        private final int[] columns;
        private final double[] share;

        /**
         * A leaf.
         *
         * @param value what it adds to the margin
         * @param steps the decisions on its way, each twice the split's number, plus one where the
         *     way takes the true branch
         * @param player which of {@code columns} each decides on
         * @param columns the columns decided on, each once
         * @param share for each of these, the share of training rows that went this way at its
         *     decisions
         */
        Leaf(double value, int[] steps, int[] player, int[] columns, double[] share) {
            this.value = value;
            this.steps = steps;
            this.player = player;
            this.columns = columns;
            this.share = share;
        }
    }

    /*
     * All leaves, end to end in a few arrays: an explanation reads every one of them, and what is
     * scattered over the heap takes several times as long to read.
     */
    static final class Leaves {

        private final double[] value;
        private final int[] stepEnd;
        private final int[] playerEnd;
        private final int[] steps;
        private final byte[] player;
        private final int[] columns;
        private final double[] share;

        Leaves(List<Leaf> leaves) {
            value = leaves.stream().mapToDouble(leaf -> leaf.value).toArray();
            steps = leaves.stream().flatMapToInt(leaf -> Arrays.stream(leaf.steps)).toArray();
            columns = leaves.stream().flatMapToInt(leaf -> Arrays.stream(leaf.columns)).toArray();
            share = leaves.stream().flatMapToDouble(leaf -> Arrays.stream(leaf.share)).toArray();
            player = new byte[steps.length];
            stepEnd = new int[value.length];
            playerEnd = new int[value.length];
            int step = 0;
            int players = 0;
            for (int number = 0; number < value.length; number++) {
                for (int each : leaves.get(number).player) {
                    player[step++] = (byte) each;
                }
                players += leaves.get(number).columns.length;
                stepEnd[number] = step;
                playerEnd[number] = players;
            }
        }

        int size() {
            return value.length;
        }

        double value(int leaf) {
            return value[leaf];
        }

        /** Where the columns of a leaf begin. */
        int firstPlayer(int leaf) {
            return leaf == 0 ? 0 : playerEnd[leaf - 1];
        }

        /** How many columns are decided on, on the way to a leaf. */
        int players(int leaf) {
            return playerEnd[leaf] - firstPlayer(leaf);
        }

        int column(int player) {
            return columns[player];
        }

        double share(int player) {
            return share[player];
        }

        /** The columns, as a set of bits, at all of whose decisions the row goes a leaf's way. */
        long agreeing(int leaf, boolean[] decided) {
            long agreeing = -1;
            for (int at = leaf == 0 ? 0 : stepEnd[leaf - 1]; at < stepEnd[leaf]; at++) {
                if (decided[steps[at] >>> 1] != ((steps[at] & 1) == 1)) {
                    agreeing &= ~(1L << player[at]);
                }
            }
            return agreeing;
        }
    }
}
