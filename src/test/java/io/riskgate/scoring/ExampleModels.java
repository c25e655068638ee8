package io.riskgate.scoring;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;

import java.util.Arrays;

/**
 * Models small enough to know by heart: the score is the logistic function of the sum of the
 * columns, unless the name says otherwise.
 */
final class ExampleModels {

    static final int COLUMNS = 3;

    private ExampleModels() {}

    /** The score every well-behaved example gives. */
    static double expected(float... row) {
        double sum = 0;
        for (float value : row) {
            sum += value;
        }
        return 1 / (1 + Math.exp(-sum));
    }

    static byte[] column() {
        return shifted(0);
    }

    /** As the others, with something added to the margin: another version of the same model. */
    static byte[] shifted(float by) {
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, -1, COLUMNS)
                .output("score", DataType.FLOAT, -1, 1)
                .floats("ones", ones(COLUMNS), COLUMNS, 1)
                .floats("bias", new float[] {by}, 1)
                .node("Gemm", "margin", Graph.IN, "ones", "bias")
                .node("Sigmoid", "score", "margin")
                .toBytes();
    }

    private static Graph margin(long rows) {
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, rows, COLUMNS)
                .floats("ones", ones(COLUMNS), COLUMNS, 1)
                .node("MatMul", "margin", Graph.IN, "ones");
    }

    /** Leaves rows whose first column is above 2.5 out of its answer. */
    static byte[] vanishing() {
        return margin(-1)
                .output("score", DataType.FLOAT, -1, 1)
                .longs("first", new long[] {0}, new long[0])
                .floats("threshold", new float[] {2.5f}, 1)
                .node("Sigmoid", "whole", "margin")
                .node(
                        Graph.op("Gather", "mood", Graph.IN, "first")
                                .addAttribute(Graph.attribute("axis", 1)))
                .node("Less", "kept", "mood", "threshold")
                .node(
                        Graph.op("Compress", "score", "whole", "kept")
                                .addAttribute(Graph.attribute("axis", 0)))
                .toBytes();
    }

    static byte[] fixedBatch() {
        return margin(1)
                .output("score", DataType.FLOAT, 1, 1)
                .node("Sigmoid", "score", "margin")
                .toBytes();
    }

    static byte[] flat() {
        return margin(-1)
                .output("score:0", DataType.FLOAT, -1)
                .longs("axis", new long[] {1}, 1)
                .node("Squeeze", "squeezed", "margin", "axis")
                .node("Sigmoid", "score:0", "squeezed")
                .toBytes();
    }

    private static Graph twoColumns(String output) {
        return margin(-1)
                .floats("one", new float[] {1}, 1)
                .node("Sigmoid", "fraud", "margin")
                .node("Sub", "legitimate", "one", "fraud")
                .node(
                        Graph.op("Concat", output, "legitimate", "fraud")
                                .addAttribute(Graph.attribute("axis", 1)));
    }

    static byte[] probabilities() {
        return twoColumns("probabilities").output("probabilities", DataType.FLOAT, -1, 2).toBytes();
    }

    private static NodeProto.Builder label() {
        return Graph.op("ArgMax", "label", "probabilities")
                .addAttribute(Graph.attribute("axis", 1))
                .addAttribute(Graph.attribute("keepdims", 0));
    }

    static byte[] labelAndProbabilities() {
        return twoColumns("probabilities")
                .node(label())
                .output("label", DataType.INT64, -1)
                .output("probabilities", DataType.FLOAT, -1, 2)
                .toBytes();
    }

    static byte[] labelAndMaps() {
        return maps(Graph.longs("classlabels_int64s", 0, 1), DataType.INT64);
    }

    static byte[] labelAndTextMaps() {
        return maps(Graph.strings("classlabels_strings", "0", "1"), DataType.STRING);
    }

    private static byte[] maps(AttributeProto.Builder keys, DataType key) {
        TypeProto.Map map =
                TypeProto.Map.newBuilder()
                        .setKeyType(key.getNumber())
                        .setValueType(
                                TypeProto.newBuilder()
                                        .setTensorType(
                                                TypeProto.Tensor.newBuilder()
                                                        .setElemType(DataType.FLOAT.getNumber())))
                        .build();
        TypeProto sequence =
                TypeProto.newBuilder()
                        .setSequenceType(
                                TypeProto.Sequence.newBuilder()
                                        .setElemType(TypeProto.newBuilder().setMapType(map)))
                        .build();
        return twoColumns("probabilities")
                .node(label())
                .node(
                        Graph.op("ZipMap", "output_probability", "probabilities")
                                .setDomain("ai.onnx.ml")
                                .addAttribute(keys))
                .output("label", DataType.INT64, -1)
                .output("output_probability", sequence)
                .toBytes();
    }

    /** Imports no operators but those for machine learning. */
    static byte[] onlyMachineLearningOperators() {
        NodeProto.Builder classifier =
                Graph.op("LinearClassifier", "label", Graph.IN)
                        .setDomain("ai.onnx.ml")
                        .addOutput("probabilities")
                        .addAttribute(Graph.longs("classlabels_ints", 0, 1))
                        .addAttribute(Graph.floats("coefficients", -1, -1, -1, 1, 1, 1))
                        .addAttribute(Graph.floats("intercepts", 0, 0))
                        .addAttribute(Graph.attribute("multi_class", 0))
                        .addAttribute(Graph.attribute("post_transform", "LOGISTIC"));
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, -1, COLUMNS)
                .output("label", DataType.INT64, -1)
                .output("probabilities", DataType.FLOAT, -1, 2)
                .node(classifier)
                .toBytes("ai.onnx.ml");
    }

    /** The first column itself is the score: whatever the caller sends comes out. */
    static byte[] parrot() {
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, -1, COLUMNS)
                .output("score", DataType.FLOAT, -1, 1)
                .longs("first", new long[] {0}, 1)
                .node(
                        Graph.op("Gather", "score", Graph.IN, "first")
                                .addAttribute(Graph.attribute("axis", 1)))
                .toBytes();
    }

    /** Throws where the first column is neither 0 nor 1. */
    static byte[] thrower() {
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, -1, COLUMNS)
                .output("score", DataType.FLOAT, -1, 1)
                .longs("first", new long[] {0}, 1)
                .floats("answers", new float[] {0.25f, 0.75f}, 2)
                .node(
                        Graph.op("Gather", "raw", Graph.IN, "first")
                                .addAttribute(Graph.attribute("axis", 1)))
                .node(
                        Graph.op("Cast", "index", "raw")
                                .addAttribute(Graph.attribute("to", DataType.INT64.getNumber())))
                .node(
                        Graph.op("Gather", "score", "answers", "index")
                                .addAttribute(Graph.attribute("axis", 0)))
                .toBytes();
    }

    /** Multiplies matrices as many times as the first column says, some 50 µs each. */
    static byte[] loop() {
        int size = 128;
        Graph body =
                new Graph()
                        .input("turn", DataType.INT64)
                        .input("go", DataType.BOOL)
                        .input("before", DataType.FLOAT, size, size)
                        .output("on", DataType.BOOL)
                        .output("after", DataType.FLOAT, size, size)
                        .node("Identity", "on", "go")
                        .node("MatMul", "after", "before", "identity");
        return margin(-1)
                .output("score", DataType.FLOAT, -1, 1)
                .longs("first", new long[] {0}, 1)
                .floats("identity", identity(size), size, size)
                .floats("nothing", new float[] {0}, 1)
                .node(
                        Graph.op("Gather", "column", Graph.IN, "first")
                                .addAttribute(Graph.attribute("axis", 1)))
                .node(
                        Graph.op("ReduceMax", "most", "column")
                                .addAttribute(Graph.attribute("keepdims", 0)))
                .node(
                        Graph.op("Cast", "turns", "most")
                                .addAttribute(Graph.attribute("to", DataType.INT64.getNumber())))
                .node(
                        Graph.op("Loop", "product", "turns", "", "identity")
                                .addAttribute(Graph.attribute("body", body.toGraph())))
                .node(
                        Graph.op("ReduceMean", "mean", "product")
                                .addAttribute(Graph.attribute("keepdims", 0)))
                .node("Mul", "zero", "mean", "nothing")
                .node("Sigmoid", "probability", "margin")
                .node("Add", "score", "probability", "zero")
                .toBytes();
    }

    private static float[] ones(int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static float[] identity(int size) {
        float[] identity = new float[size * size];
        for (int row = 0; row < size; row++) {
            identity[row * size + row] = 1;
        }
        return identity;
    }
}
