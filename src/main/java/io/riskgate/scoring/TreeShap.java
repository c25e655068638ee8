package io.riskgate.scoring;

import java.util.Arrays;
import java.util.List;

/**
 * Exact Shapley values of a tree ensemble, path-dependent: what a column that is not known would
 * have decided is averaged over the training rows that came by.
 *
 * <p>The values are those of algorithm 2 of Lundberg, Erion, Lee: Consistent Individualized Feature
 * Attribution for Tree Ensembles (2018). That algorithm walks each tree and keeps the weights of
 * all coalitions of the columns seen so far. Here each leaf is a game of its own, which gives the
 * same sums in closed form and without divisions: with A the columns at which the row goes the
 * leaf's way, B the others, and z the share of training rows that go it, a coalition S is worth
 * {@code v · Π z(not in S)} if it holds none of B, else nothing. So each of B gets the same, and
 * each of A needs the elementary symmetric polynomials of the other z in A. Most leaves agree with
 * a row in few columns, which makes this faster than the walk.
 */
final class TreeShap implements Explainer {

    /** The most columns on the way to one leaf. */
    static final int MAX_PLAYERS = 48;

    private static final double[][] WEIGHTS = weights();

    private final Forest forest;
    private final List<String> columns;
    private final double base;

    TreeShap(Forest forest, List<String> columns) {
        this.forest = forest;
        this.columns = List.copyOf(columns);
        this.base = expected(forest);
    }

    private static double expected(Forest forest) {
        Forest.Leaves leaves = forest.leaves();
        double sum = forest.base();
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            double share = leaves.value(leaf);
            int first = leaves.firstPlayer(leaf);
            for (int player = 0; player < leaves.players(leaf); player++) {
                share *= leaves.share(first + player);
            }
            sum += share;
        }
        return sum;
    }

    @Override
    public Contributions explain(float[] row) {
        double[] values = new double[columns.size()];
        boolean[] decided = forest.splits().decide(row);
        double[] polynomial = new double[MAX_PLAYERS + 1];
        Forest.Leaves leaves = forest.leaves();
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            add(leaves, leaf, leaves.agreeing(leaf, decided), polynomial, values);
        }
        return new Contributions.Exact(base, columns, Arrays.stream(values).boxed().toList());
    }

    private static void add(
            Forest.Leaves leaves, int leaf, long agreeing, double[] e, double[] values) {
        int first = leaves.firstPlayer(leaf);
        int players = leaves.players(leaf);
        double worth = leaves.value(leaf);
        int agree = 0;
        e[0] = 1;
        for (int player = 0; player < players; player++) {
            double z = leaves.share(first + player);
            if ((agreeing >>> player & 1) == 0) {
                worth *= z;
            } else {
                agree++;
                e[agree] = 0;
                for (int k = agree; k > 0; k--) {
                    e[k] += z * e[k - 1];
                }
            }
        }
        double[] weight = WEIGHTS[players];
        double others = worth * withoutAny(weight, e, agree, players);
        for (int player = 0; player < players; player++) {
            double z = leaves.share(first + player);
            values[leaves.column(first + player)] +=
                    (agreeing >>> player & 1) == 0
                            ? -others
                            : worth * (1 - z) * without(z, weight, e, agree);
        }
    }

    /* Over the coalitions of all that agree. */
    private static double withoutAny(double[] weight, double[] e, int agree, int players) {
        double sum = 0;
        for (int size = 0; size <= agree && size < players; size++) {
            sum += weight[size] * e[agree - size];
        }
        return sum;
    }

    /* Over the coalitions of those that agree but the one with this z, which is divided out. */
    private static double without(double z, double[] weight, double[] e, int agree) {
        double polynomial = 1;
        double sum = weight[agree - 1];
        for (int k = 1; k < agree; k++) {
            polynomial = e[k] - z * polynomial;
            sum += weight[agree - 1 - k] * polynomial;
        }
        return sum;
    }

    /* weight[n][s] = s! (n - s - 1)! / n!: how often a coalition of s comes before one of n. */
    private static double[][] weights() {
        double[][] weights = new double[MAX_PLAYERS + 1][];
        for (int n = 0; n <= MAX_PLAYERS; n++) {
            weights[n] = new double[Math.max(n, 1)];
            weights[n][0] = 1.0 / Math.max(n, 1);
            for (int s = 1; s < n; s++) {
                weights[n][s] = weights[n][s - 1] * s / (n - s);
            }
        }
        return weights;
    }
}
