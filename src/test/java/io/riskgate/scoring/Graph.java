package io.riskgate.scoring;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

import com.google.protobuf.ByteString;

import java.util.Arrays;

/** Writes small ONNX models, node by node. */
final class Graph {

    static final String IN = "features";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
    private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8);

    /** Dimensions below 0 are free. */
    Graph input(String name, DataType type, long... shape) {
        graph.addInput(value(name, tensor(type, shape)));
        return this;
    }

    Graph output(String name, DataType type, long... shape) {
        graph.addOutput(value(name, tensor(type, shape)));
        return this;
    }

    Graph output(String name, TypeProto type) {
        graph.addOutput(value(name, type));
        return this;
    }

    Graph floats(String name, float[] values, long... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber());
        for (float value : values) {
            tensor.addFloatData(value);
        }
        Arrays.stream(shape).forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return this;
    }

    Graph longs(String name, long[] values, long... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(DataType.INT64.getNumber());
        Arrays.stream(values).forEach(tensor::addInt64Data);
        Arrays.stream(shape).forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return this;
    }

    Graph initializer(TensorProto.Builder tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    Graph node(String operator, String output, String... inputs) {
        return node(op(operator, output, inputs));
    }

    Graph node(NodeProto.Builder node) {
        graph.addNode(node);
        return this;
    }

    GraphProto toGraph() {
        return graph.build();
    }

    byte[] toBytes() {
        return toBytes("", "ai.onnx.ml");
    }

    byte[] toBytes(String... domains) {
        for (String domain : domains) {
            model.addOpsetImport(
                    OnnxMl.OperatorSetIdProto.newBuilder()
                            .setDomain(domain)
                            .setVersion(domain.isEmpty() ? 13 : 1));
        }
        return model.setGraph(graph).build().toByteArray();
    }

    static NodeProto.Builder op(String operator, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(operator + "_" + output)
                .addOutput(output)
                .addAllInput(Arrays.asList(inputs));
    }

    static AttributeProto.Builder attribute(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value);
    }

    static AttributeProto.Builder attribute(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value));
    }

    static AttributeProto.Builder attribute(String name, GraphProto value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.GRAPH).setG(value);
    }

    static AttributeProto.Builder longs(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute;
    }

    static AttributeProto.Builder floats(String name, float... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
        for (float value : values) {
            attribute.addFloats(value);
        }
        return attribute;
    }

    static AttributeProto.Builder strings(String name, String... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.STRINGS);
        for (String value : values) {
            attribute.addStrings(ByteString.copyFromUtf8(value));
        }
        return attribute;
    }

    private static ValueInfoProto value(String name, TypeProto type) {
        return ValueInfoProto.newBuilder().setName(name).setType(type).build();
    }

    private static TypeProto tensor(DataType type, long... shape) {
        OnnxMl.TensorShapeProto.Builder dimensions = OnnxMl.TensorShapeProto.newBuilder();
        for (long dimension : shape) {
            if (dimension < 0) {
                dimensions.addDimBuilder().setDimParam("N");
            } else {
                dimensions.addDimBuilder().setDimValue(dimension);
            }
        }
        return TypeProto.newBuilder()
                .setTensorType(
                        TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(dimensions))
                .build();
    }
}
