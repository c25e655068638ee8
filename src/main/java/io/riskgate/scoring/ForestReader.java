package io.riskgate.scoring;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the trees of an ONNX tree ensemble. The operator keeps all nodes of all trees in parallel
 * lists, and the leaves' weights in lists of their own. {@code nodes_hitrates} holds how many
 * training rows reached each node (XGBoost's cover, the sum of their hessians).
 */
final class ForestReader {

    private static final String LEAF = "LEAF";
    private static final int MAX_DEPTH = 512;

    /* Covers are sums of 32-bit floats; children that miss their parent by more are no covers. */
    private static final double COVER_TOLERANCE = 0.01;

    private final Map<String, AttributeProto> attributes = new HashMap<>();
    private final Map<Long, Integer> positions = new HashMap<>();
    private final Map<Long, Double> weights = new HashMap<>();
    private final List<Forest.Leaf> leaves = new ArrayList<>();

    private ForestReader(NodeProto node) {
        node.getAttributeList().forEach(each -> attributes.put(each.getName(), each));
    }

    /**
     * The trees of a TreeEnsembleRegressor or a binary TreeEnsembleClassifier.
     *
     * @throws UnexplainableException with why there are none that can be explained
     */
    static Forest read(NodeProto node) throws UnexplainableException {
        return new ForestReader(node).read();
    }

    private Forest read() throws UnexplainableException {
        int nodes = ints("nodes_nodeids").size();
        if (floats("nodes_hitrates").size() != nodes || nodes == 0) {
            throw new UnexplainableException(
                    "its trees do not say how many training rows reached each node");
        }
        for (int node = 0; node < nodes; node++) {
            positions.put(
                    key(ints("nodes_treeids").get(node), ints("nodes_nodeids").get(node)), node);
        }
        readWeights(attributes.containsKey("target_weights") ? "target" : "class");
        Forest.Splits splits = splits(nodes);
        for (int root : roots(nodes)) {
            walk(root, new Way(null, -1, false, 1));
        }
        double base = 0;
        for (float value : floats("base_values")) {
            base += value;
        }
        return new Forest(base, splits, new Forest.Leaves(leaves));
    }

    private void readWeights(String kind) throws UnexplainableException {
        List<Long> ids = ints(kind + "_ids");
        if (ids.stream().distinct().count() > 1) {
            throw new UnexplainableException("its trees give more than one number");
        }
        for (int i = 0; i < ids.size(); i++) {
            long key = key(ints(kind + "_treeids").get(i), ints(kind + "_nodeids").get(i));
            weights.merge(key, (double) floats(kind + "_weights").get(i), Double::sum);
        }
    }

    private Forest.Splits splits(int nodes) throws UnexplainableException {
        int[] column = new int[nodes];
        float[] value = new float[nodes];
        Forest.Comparison[] mode = new Forest.Comparison[nodes];
        boolean[] missing = new boolean[nodes];
        List<Long> tracks = ints("nodes_missing_value_tracks_true");
        for (int node = 0; node < nodes; node++) {
            column[node] = ints("nodes_featureids").get(node).intValue();
            value[node] = floats("nodes_values").get(node);
            mode[node] = isLeaf(node) ? Forest.Comparison.BRANCH_LT : comparison(node);
            missing[node] = !tracks.isEmpty() && tracks.get(node) != 0;
        }
        return new Forest.Splits(column, value, mode, missing);
    }

    private Forest.Comparison comparison(int node) throws UnexplainableException {
        String mode = mode(node);
        try {
            return Forest.Comparison.valueOf(mode);
        } catch (IllegalArgumentException e) {
            throw new UnexplainableException("its trees compare by " + mode);
        }
    }

    /* A root is what no other node leads to. */
    private List<Integer> roots(int nodes) {
        boolean[] reached = new boolean[nodes];
        for (int node = 0; node < nodes; node++) {
            if (!isLeaf(node)) {
                reached[child(node, true)] = true;
                reached[child(node, false)] = true;
            }
        }
        List<Integer> roots = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            if (!reached[node]) {
                roots.add(node);
            }
        }
        return roots;
    }

    private void walk(int node, Way way) throws UnexplainableException {
        if (way.length > MAX_DEPTH) {
            throw new UnexplainableException("its trees are deeper than " + MAX_DEPTH);
        }
        if (isLeaf(node)) {
            double value = weights.getOrDefault(key(node), 0.0);
            leaves.add(way.leafOf(value, ints("nodes_featureids")));
            return;
        }
        double cover = cover(node);
        double sum = cover(child(node, true)) + cover(child(node, false));
        if (!(cover > 0) || Math.abs(sum - cover) > COVER_TOLERANCE * cover) {
            throw new UnexplainableException(
                    "its trees do not say how many training rows reached each node");
        }
        for (boolean taken : new boolean[] {true, false}) {
            int child = child(node, taken);
            walk(child, new Way(way, node, taken, cover(child) / cover));
        }
    }

    private boolean isLeaf(int node) {
        return mode(node).equals(LEAF);
    }

    private String mode(int node) {
        return attribute("nodes_modes").getStrings(node).toStringUtf8();
    }

    private int child(int node, boolean taken) {
        long id = ints(taken ? "nodes_truenodeids" : "nodes_falsenodeids").get(node);
        Integer position = positions.get(key(ints("nodes_treeids").get(node), id));
        if (position == null) {
            throw new IllegalArgumentException("a tree leads to a node it does not have");
        }
        return position;
    }

    private double cover(int node) {
        return floats("nodes_hitrates").get(node);
    }

    private long key(int node) {
        return key(ints("nodes_treeids").get(node), ints("nodes_nodeids").get(node));
    }

    private static long key(long tree, long node) {
        return tree << Integer.SIZE | node;
    }

    private AttributeProto attribute(String name) {
        return attributes.getOrDefault(name, AttributeProto.getDefaultInstance());
    }

    private List<Long> ints(String name) {
        return attribute(name).getIntsList();
    }

    private List<Float> floats(String name) {
        return attribute(name).getFloatsList();
    }

    /** The way from a root to a node, step by step backwards. */
    private static final class Way {

        private final @Nullable Way before;
        private final int split;
        private final boolean taken;
        private final double share;
        private final int length;

        Way(@Nullable Way before, int split, boolean taken, double share) {
            this.before = before;
            this.split = split;
            this.taken = taken;
            this.share = share;
            this.length = before == null ? 0 : before.length + 1;
        }

        Forest.Leaf leafOf(double value, List<Long> columnOf) throws UnexplainableException {
            int[] steps = new int[length];
            int[] player = new int[length];
            double[] shares = new double[length];
            int[] columns = new int[length];
            int players = 0;
            Way way = this;
            for (int step = length - 1; step >= 0 && way != null; step--, way = way.before) {
                steps[step] = way.split << 1 | (way.taken ? 1 : 0);
                int column = columnOf.get(way.split).intValue();
                int at = 0;
                while (at < players && columns[at] != column) {
                    at++;
                }
                if (at == players) {
                    columns[players] = column;
                    shares[players++] = 1;
                }
                player[step] = at;
                shares[at] *= way.share;
            }
            if (players > TreeShap.MAX_PLAYERS) {
                throw new UnexplainableException("its trees decide on too many columns in a row");
            }
            return new Forest.Leaf(
                    value,
                    steps,
                    player,
                    Arrays.copyOf(columns, players),
                    Arrays.copyOf(shares, players));
        }
    }
}
