package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** What is not accepted is refused with a sentence that says what was found. */
class RefusalTests {

    static Stream<Arguments> refused() {
        byte[] whole = ExampleModels.column();
        return Stream.of(
                Arguments.of("of shape [N,4]", scoreOf(DataType.FLOAT, -1, 4)),
                Arguments.of("of shape [7,3]", scoreOf(DataType.FLOAT, 7, 3)),
                Arguments.of("INT64", scoreOf(DataType.INT64, -1, 3)),
                Arguments.of("STRING", scoreOf(DataType.STRING, -1, 3)),
                Arguments.of("2 inputs", twoInputs()),
                Arguments.of("the custom operator com.example.Spy", customOperator()),
                Arguments.of("cut off", Arrays.copyOf(whole, whole.length * 2 / 3)),
                Arguments.of("cut off", "not a model".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("without a graph", new byte[0]),
                Arguments.of("data outside the model file", externalData()),
                Arguments.of("a tensor of shape [23170, 23170]", bomb()),
                Arguments.of("of shape [3,3] for 3 rows", threeColumns()),
                Arguments.of("the outputs", twoScores()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void saysWhatWasFoundAndWhatIsAccepted(String found, byte[] content) {
        try (ModelLoader loader = Bench.loader()) {
            assertThatExceptionOfType(UnacceptableModelException.class)
                    .isThrownBy(() -> loader.load(content, ExampleModels.COLUMNS))
                    .withMessageContaining("Found ")
                    .withMessageContaining(found)
                    .withMessageContaining("accepted is ");
        }
    }

    @Test
    void aFileOverTheLimitIsNotRead() {
        try (ModelLoader loader =
                new ModelLoader(
                        Bench.settings(Map.of()),
                        Bench.registry(Map.of("riskgate.registry.max-model-size", "100B")))) {
            assertThatExceptionOfType(UnacceptableModelException.class)
                    .isThrownBy(() -> loader.load(ExampleModels.column(), 3))
                    .withMessageContaining("at most 100 bytes");
        }
    }

    private static byte[] scoreOf(DataType type, long... shape) {
        return new Graph()
                .input(Graph.IN, type, shape)
                .output("score", type, shape)
                .node("Identity", "score", Graph.IN)
                .toBytes();
    }

    private static byte[] twoInputs() {
        return new Graph()
                .input("a", DataType.FLOAT, -1, 3)
                .input("b", DataType.FLOAT, -1, 3)
                .output("score", DataType.FLOAT, -1, 3)
                .node("Add", "score", "a", "b")
                .toBytes();
    }

    private static byte[] customOperator() {
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, -1, 3)
                .output("score", DataType.FLOAT, -1, 1)
                .node(Graph.op("Spy", "score", Graph.IN).setDomain("com.example"))
                .toBytes("", "com.example");
    }

    private static byte[] externalData() {
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, -1, 3)
                .output("score", DataType.FLOAT, -1, 1)
                .initializer(
                        TensorProto.newBuilder()
                                .setName("weights")
                                .setDataType(DataType.FLOAT.getNumber())
                                .addDims(3)
                                .addDims(1)
                                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                                .addExternalData(
                                        StringStringEntryProto.newBuilder()
                                                .setKey("location")
                                                .setValue("../../secrets")))
                .node("MatMul", "score", Graph.IN, "weights")
                .toBytes();
    }

    /* A few hundred bytes that want 2 GB as soon as they are loaded. */
    private static byte[] bomb() {
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, -1, 3)
                .output("score", DataType.FLOAT, -1, 1)
                .longs("size", new long[] {23170, 23170}, 2)
                .node("ConstantOfShape", "huge", "size")
                .node(
                        Graph.op("ReduceMean", "mean", "huge")
                                .addAttribute(Graph.attribute("keepdims", 0)))
                .node("Add", "score", Graph.IN, "mean")
                .toBytes();
    }

    private static byte[] threeColumns() {
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, -1, 3)
                .output("score", DataType.FLOAT, -1, 3)
                .node("Sigmoid", "score", Graph.IN)
                .toBytes();
    }

    private static byte[] twoScores() {
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, -1, 3)
                .output("one", DataType.FLOAT, -1, 3)
                .output("two", DataType.FLOAT, -1, 3)
                .node("Sigmoid", "one", Graph.IN)
                .node("Tanh", "two", Graph.IN)
                .toBytes();
    }
}
