package io.riskgate.scoring;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import io.riskgate.registry.Manifest;

/** Models that can be made to do a lot, or the wrong thing, by what they are given. */
public final class HeavyModels {

    /* Two matrices of so many rows and columns are multiplied in some 200 ms on one core. */
    private static final int SIZE = 1_700;

    /** How they are called. */
    public static final Manifest.Signature SIGNATURE =
            new Manifest.Signature(Graph.IN, "score", Manifest.OutputKind.PROBABILITY);

    private HeavyModels() {}

    /**
     * Its score is the number of rows it was given at once, in hundredths. Where the first column
     * of one of them is above 2.5 it is busy for some 200 ms, in one operator that nobody can end.
     */
    static byte[] anvil() {
        return mood().node("Shape", "shape", Graph.IN)
                .longs("front", new long[] {0}, 1)
                .node("Gather", "count", "shape", "front")
                .node(cast("rows", "count", DataType.FLOAT))
                .floats("hundredth", new float[] {0.01f}, 1)
                .node("Mul", "share", "rows", "hundredth")
                .node("Mul", "blank", "mood", "nothing")
                .node("Add", "counted", "blank", "share")
                .node("Greater", "is_late", "most", "threshold")
                .node(busy())
                .node("Add", "score", "counted", "late")
                .output("score", DataType.FLOAT, -1, 1)
                .toBytes();
    }

    /** A score of 0.25, if 200 ms late where the first column is above 2.5. */
    public static byte[] slowAtThree() {
        return mood().floats("quarter", new float[] {0.25f}, 1)
                .node("Mul", "blank", "mood", "nothing")
                .node("Add", "answer", "blank", "quarter")
                .node("Greater", "is_late", "most", "threshold")
                .node(busy())
                .node("Add", "score", "answer", "late")
                .output("score", DataType.FLOAT, -1, 1)
                .toBytes();
    }

    /** A score of 0.25; NaN where the first column is 1, an error where it is 2. */
    public static byte[] wrongAtOneAndTwo() {
        return mood().floats("one", new float[] {1}, 1)
                .floats("two", new float[] {2}, 1)
                .floats("far", new float[] {9}, 1)
                .floats("answers", new float[] {0.25f, 0.75f}, 2)
                .node("Sub", "from_one", "mood", "one")
                .node("Div", "nan_at_one", "nothing", "from_one")
                .node("Equal", "is_two", "mood", "two")
                .node(cast("two_or_not", "is_two", DataType.FLOAT))
                .node("Mul", "beyond", "two_or_not", "far")
                .node(cast("index", "beyond", DataType.INT64))
                .node(
                        Graph.op("Gather", "answer", "answers", "index")
                                .addAttribute(Graph.attribute("axis", 0)))
                .node("Add", "score", "answer", "nan_at_one")
                .output("score", DataType.FLOAT, -1, 1)
                .toBytes();
    }

    private static Graph mood() {
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, -1, ExampleModels.COLUMNS)
                .longs("first", new long[] {0}, 1)
                .floats("nothing", new float[] {0}, 1)
                .floats("threshold", new float[] {2.5f}, 1)
                .longs("size", new long[] {SIZE, SIZE}, 2)
                .node(
                        Graph.op("Gather", "mood", Graph.IN, "first")
                                .addAttribute(Graph.attribute("axis", 1)))
                .node(
                        Graph.op("ReduceMax", "most", "mood")
                                .addAttribute(Graph.attribute("keepdims", 0)));
    }

    private static NodeProto.Builder busy() {
        Graph hammer =
                new Graph()
                        .node("Expand", "matrix", "most", "size")
                        .node("MatMul", "product", "matrix", "matrix")
                        .node(
                                Graph.op("ReduceMean", "mean", "product")
                                        .addAttribute(Graph.attribute("keepdims", 0)))
                        .node("Mul", "struck", "mean", "nothing")
                        .output("struck", DataType.FLOAT, 1);
        Graph rest =
                new Graph()
                        .node("Identity", "rested", "nothing")
                        .output("rested", DataType.FLOAT, 1);
        return Graph.op("If", "late", "is_late")
                .addAttribute(Graph.attribute("then_branch", hammer.toGraph()))
                .addAttribute(Graph.attribute("else_branch", rest.toGraph()));
    }

    private static NodeProto.Builder cast(String output, String input, DataType to) {
        return Graph.op("Cast", output, input).addAttribute(Graph.attribute("to", to.getNumber()));
    }
}
