package io.riskgate.training;

import ai.onnx.proto.OnnxMl;

import com.google.protobuf.ByteString;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The pieces an ONNX file is made of. */
final class OnnxGraph {

    static final String INPUT = "features";
    static final String OUTPUT = "score";

    /* Old enough for every runtime in use, new enough for all we write. */
    private static final int IR_VERSION = 8;
    private static final int OPERATORS = 13;
    private static final int ML_OPERATORS = 1;

    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();

    OnnxGraph(String name, int columns) {
        graph.setName(name).addInput(tensorType(INPUT, columns)).addOutput(tensorType(OUTPUT, 1));
    }

    OnnxGraph node(OnnxMl.NodeProto.Builder node) {
        graph.addNode(node.setName(node.getOpType() + "_" + graph.getNodeCount()));
        return this;
    }

    OnnxGraph node(String operator, String output, String... inputs) {
        return node(operator(operator, output, inputs));
    }

    OnnxGraph constant(String name, float[] values, long... shape) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        OnnxMl.TensorProto.Builder tensor =
                OnnxMl.TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                        .setRawData(ByteString.copyFrom(bytes));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return this;
    }

    byte[] toBytes() {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("riskgate")
                .setGraph(graph)
                .addOpsetImport(operators("", OPERATORS))
                .addOpsetImport(operators("ai.onnx.ml", ML_OPERATORS))
                .build()
                .toByteArray();
    }

    static OnnxMl.NodeProto.Builder operator(String operator, String output, String... inputs) {
        OnnxMl.NodeProto.Builder node =
                OnnxMl.NodeProto.newBuilder().setOpType(operator).addOutput(output);
        for (String input : inputs) {
            node.addInput(input);
        }
        return node;
    }

    private static OnnxMl.OperatorSetIdProto operators(String domain, int version) {
        return OnnxMl.OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
    }

    private static OnnxMl.ValueInfoProto tensorType(String name, int columns) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam("N");
        shape.addDimBuilder().setDimValue(columns);
        OnnxMl.TypeProto.Tensor tensor =
                OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                        .setShape(shape)
                        .build();
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
