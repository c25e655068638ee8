package io.riskgate.scoring;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

/** Writes what XGBoost learned as ONNX, from its own dump: independent of the trainer's way. */
final class XgboostFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double BASE_SCORE = 0.3;

    private final List<Long> tree = new ArrayList<>();
    private final List<Long> node = new ArrayList<>();
    private final List<Long> column = new ArrayList<>();
    private final List<Long> yes = new ArrayList<>();
    private final List<Long> no = new ArrayList<>();
    private final List<Long> missing = new ArrayList<>();
    private final List<Float> split = new ArrayList<>();
    private final List<Float> cover = new ArrayList<>();
    private final List<String> mode = new ArrayList<>();
    private final List<Long> leafTree = new ArrayList<>();
    private final List<Long> leafNode = new ArrayList<>();
    private final List<Float> weight = new ArrayList<>();

    static byte[] onnx(Booster booster, int columns) throws XGBoostError {
        return graph(read(booster).operator(true), columns)
                .node("Sigmoid", "score", "margin")
                .toBytes();
    }

    static byte[] withoutCovers(Booster booster, int columns) throws XGBoostError {
        return graph(read(booster).operator(false), columns)
                .node("Sigmoid", "score", "margin")
                .toBytes();
    }

    /** The score is the square of what the trees say. */
    static byte[] squared(Booster booster, int columns) throws XGBoostError {
        return graph(read(booster).operator(true), columns)
                .node("Sigmoid", "probability", "margin")
                .node("Mul", "score", "probability", "probability")
                .toBytes();
    }

    private static Graph graph(NodeProto.Builder trees, int columns) {
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, -1, columns)
                .output("score", DataType.FLOAT, -1, 1)
                .node(trees);
    }

    private static XgboostFile read(Booster booster) throws XGBoostError {
        XgboostFile file = new XgboostFile();
        String[] dump = booster.getModelDump((String) null, true, "json");
        for (int number = 0; number < dump.length; number++) {
            file.add(number, JSON.readTree(dump[number]));
        }
        return file;
    }

    private void add(long number, JsonNode json) {
        boolean leaf = json.has("leaf");
        long id = json.get("nodeid").asLong();
        tree.add(number);
        node.add(id);
        cover.add(json.get("cover").floatValue());
        mode.add(leaf ? "LEAF" : "BRANCH_LT");
        column.add(leaf ? 0 : Long.parseLong(json.get("split").asString().substring(1)));
        split.add(leaf ? 0 : json.get("split_condition").floatValue());
        yes.add(leaf ? 0 : json.get("yes").asLong());
        no.add(leaf ? 0 : json.get("no").asLong());
        missing.add(!leaf && json.get("missing").asLong() == json.get("yes").asLong() ? 1L : 0L);
        if (leaf) {
            leafTree.add(number);
            leafNode.add(id);
            weight.add(json.get("leaf").floatValue());
        } else {
            json.get("children").forEach(child -> add(number, child));
        }
    }

    private NodeProto.Builder operator(boolean covers) {
        NodeProto.Builder operator =
                Graph.op("TreeEnsembleRegressor", "margin", Graph.IN)
                        .setDomain("ai.onnx.ml")
                        .addAttribute(Graph.attribute("n_targets", 1))
                        .addAttribute(
                                Graph.floats(
                                        "base_values",
                                        (float) Math.log(BASE_SCORE / (1 - BASE_SCORE))))
                        .addAttribute(longs("nodes_treeids", tree))
                        .addAttribute(longs("nodes_nodeids", node))
                        .addAttribute(longs("nodes_featureids", column))
                        .addAttribute(longs("nodes_truenodeids", yes))
                        .addAttribute(longs("nodes_falsenodeids", no))
                        .addAttribute(longs("nodes_missing_value_tracks_true", missing))
                        .addAttribute(floats("nodes_values", split))
                        .addAttribute(Graph.strings("nodes_modes", mode.toArray(String[]::new)))
                        .addAttribute(longs("target_treeids", leafTree))
                        .addAttribute(longs("target_nodeids", leafNode))
                        .addAttribute(longs("target_ids", leafTree.stream().map(_ -> 0L).toList()))
                        .addAttribute(floats("target_weights", weight));
        return covers ? operator.addAttribute(floats("nodes_hitrates", cover)) : operator;
    }

    private static AttributeProto.Builder longs(String name, List<Long> values) {
        return Graph.longs(name, values.stream().mapToLong(Long::longValue).toArray());
    }

    private static AttributeProto.Builder floats(String name, List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return Graph.floats(name, array);
    }
}
