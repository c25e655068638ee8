package io.riskgate.training;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;

import com.google.protobuf.ByteString;

/**
 * Boosted trees as an ONNX file: a TreeEnsembleRegressor that gives the margin, a Sigmoid that
 * makes it a probability.
 *
 * <p>The cover of each node stands in {@code nodes_hitrates}, from which exact Shapley values of
 * the served file are computed.
 */
final class OnnxTrees {

    private OnnxTrees() {}

    static byte[] write(TreeEnsemble ensemble, int columns) {
        OnnxMl.NodeProto.Builder node =
                OnnxGraph.operator("TreeEnsembleRegressor", "margin", OnnxGraph.INPUT)
                        .setDomain("ai.onnx.ml")
                        .addAttribute(strings("aggregate_function", "SUM"))
                        .addAttribute(strings("post_transform", "NONE"))
                        .addAttribute(
                                AttributeProto.newBuilder()
                                        .setName("n_targets")
                                        .setType(AttributeType.INT)
                                        .setI(1))
                        .addAttribute(
                                AttributeProto.newBuilder()
                                        .setName("base_values")
                                        .setType(AttributeType.FLOATS)
                                        .addFloats(ensemble.baseMargin()));
        new Nodes().of(ensemble).addTo(node);
        return new OnnxGraph("riskgate_trees", columns)
                .node(node)
                .node("Sigmoid", OnnxGraph.OUTPUT, "margin")
                .toBytes();
    }

    private static AttributeProto.Builder strings(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value));
    }

    /** The operator keeps all nodes of all trees in parallel lists. */
    private static final class Nodes {

        private static final ByteString BRANCH = ByteString.copyFromUtf8("BRANCH_LT");
        private static final ByteString LEAF = ByteString.copyFromUtf8("LEAF");

        private final AttributeProto.Builder tree = ints("nodes_treeids");
        private final AttributeProto.Builder number = ints("nodes_nodeids");
        private final AttributeProto.Builder column = ints("nodes_featureids");
        private final AttributeProto.Builder below = ints("nodes_truenodeids");
        private final AttributeProto.Builder others = ints("nodes_falsenodeids");
        private final AttributeProto.Builder missing = ints("nodes_missing_value_tracks_true");
        private final AttributeProto.Builder split = floats("nodes_values");
        private final AttributeProto.Builder cover = floats("nodes_hitrates");
        private final AttributeProto.Builder mode =
                AttributeProto.newBuilder().setName("nodes_modes").setType(AttributeType.STRINGS);
        private final AttributeProto.Builder leafTree = ints("target_treeids");
        private final AttributeProto.Builder leafNumber = ints("target_nodeids");
        private final AttributeProto.Builder target = ints("target_ids");
        private final AttributeProto.Builder weight = floats("target_weights");

        Nodes of(TreeEnsemble ensemble) {
            for (int i = 0; i < ensemble.trees().size(); i++) {
                TreeEnsemble.Tree each = ensemble.trees().get(i);
                for (int node = 0; node < each.size(); node++) {
                    add(i, each, node);
                }
            }
            return this;
        }

        private void add(int treeNumber, TreeEnsemble.Tree from, int node) {
            boolean leaf = from.isLeaf(node);
            tree.addInts(treeNumber);
            number.addInts(node);
            mode.addStrings(leaf ? LEAF : BRANCH);
            column.addInts(leaf ? 0 : from.column()[node]);
            split.addFloats(leaf ? 0 : from.value()[node]);
            below.addInts(leaf ? 0 : from.left()[node]);
            others.addInts(leaf ? 0 : from.right()[node]);
            missing.addInts(!leaf && from.missingLeft()[node] ? 1 : 0);
            cover.addFloats(from.cover()[node]);
            if (leaf) {
                leafTree.addInts(treeNumber);
                leafNumber.addInts(node);
                target.addInts(0);
                weight.addFloats(from.value()[node]);
            }
        }

        void addTo(OnnxMl.NodeProto.Builder node) {
            node.addAttribute(tree)
                    .addAttribute(number)
                    .addAttribute(mode)
                    .addAttribute(column)
                    .addAttribute(split)
                    .addAttribute(below)
                    .addAttribute(others)
                    .addAttribute(missing)
                    .addAttribute(cover)
                    .addAttribute(leafTree)
                    .addAttribute(leafNumber)
                    .addAttribute(target)
                    .addAttribute(weight);
        }

        private static AttributeProto.Builder ints(String name) {
            return AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        }

        private static AttributeProto.Builder floats(String name) {
            return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
        }
    }
}
