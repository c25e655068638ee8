package io.riskgate.training;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

/**
 * Boosted trees as XGBoost saves them.
 *
 * @param baseMargin what every row starts from, in log-odds
 * @param trees whose leaves are added to it
 */
record TreeEnsemble(float baseMargin, List<Tree> trees) {

    /**
     * One tree, node by node; node 0 is the root.
     *
     * @param left the node for {@code value < split}, negative in a leaf
     * @param right the node for the others
     * @param column that is compared
     * @param value the split, or what a leaf adds
     * @param missingLeft whether a missing value goes left
     * @param cover the sum of the training rows' second derivatives that came through a node
     */
    record Tree(
            int[] left,
            int[] right,
            int[] column,
            float[] value,
            boolean[] missingLeft,
            float[] cover) {

        int size() {
            return left.length;
        }

        boolean isLeaf(int node) {
            return left[node] < 0;
        }
    }

    /** Reads the JSON of a saved booster with one output. */
    static TreeEnsemble ofXgboost(byte[] json) {
        JsonNode learner = JsonMapper.shared().readTree(json).path("learner");
        List<Tree> trees = new ArrayList<>();
        for (JsonNode tree : learner.path("gradient_booster").path("model").path("trees")) {
            trees.add(tree(tree));
        }
        String base = learner.path("learner_model_param").path("base_score").asString();
        return new TreeEnsemble(logit(probability(base)), trees);
    }

    /* Releases differ: 0.5, 5E-1, and [5E-1] where there could be several outputs. */
    static float probability(String baseScore) {
        return Float.parseFloat(baseScore.replace("[", "").replace("]", "").strip());
    }

    private static float logit(float probability) {
        return (float) -Math.log(1 / (double) probability - 1);
    }

    private static Tree tree(JsonNode tree) {
        return new Tree(
                ints(tree.path("left_children")),
                ints(tree.path("right_children")),
                ints(tree.path("split_indices")),
                floats(tree.path("split_conditions")),
                flags(tree.path("default_left")),
                floats(tree.path("sum_hessian")));
    }

    private static int[] ints(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).floatValue();
        }
        return values;
    }

    private static boolean[] flags(JsonNode array) {
        boolean[] values = new boolean[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    array.get(i).isBoolean()
                            ? array.get(i).booleanValue()
                            : array.get(i).asInt() != 0;
        }
        return values;
    }
}
