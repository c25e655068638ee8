package io.riskgate.scoring;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import com.google.protobuf.CodedInputStream;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An ONNX file, read and screened before the runtime sees it: a file from outside must not make the
 * runtime read other files, load foreign code or allocate without bound.
 */
final class OnnxFile {

    /* The runtime's own operators; everything else needs code that a file cannot bring. */
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml");
    private static final String ACCEPTED_OPERATORS =
            "operators of the ONNX standard only (domains ai.onnx and ai.onnx.ml)";

    /* Operators that turn a small file into a large tensor. */
    private static final Set<String> INFLATING =
            Set.of("ConstantOfShape", "Expand", "Tile", "RandomNormal", "RandomUniform", "Resize");

    /* Operators whose work grows with the numbers that come in, not only with how many there are. */
    private static final Set<String> UNSTEADY =
            Set.of(
                    "ConstantOfShape",
                    "Expand",
                    "If",
                    "Loop",
                    "NonZero",
                    "OneHot",
                    "Pad",
                    "Range",
                    "Resize",
                    "Scan",
                    "SequenceMap",
                    "Tile",
                    "Upsample");

    private static final int MAX_DEPTH = 32;

    private final ModelProto model;
    private final long maxBytes;

    private OnnxFile(ModelProto model, long maxBytes) {
        this.model = model;
        this.maxBytes = maxBytes;
    }

    /** Reads and screens a file. */
    static OnnxFile read(byte[] content, long maxBytes) throws UnacceptableModelException {
        if (content.length > maxBytes) {
            throw new UnacceptableModelException(
                    "a file of " + content.length + " bytes", "at most " + maxBytes + " bytes");
        }
        OnnxFile file = new OnnxFile(parse(content), maxBytes);
        file.screen(file.model.getGraph(), 0);
        if (file.model.getFunctionsCount() > 0) {
            throw new UnacceptableModelException("functions of its own", ACCEPTED_OPERATORS);
        }
        return file;
    }

    /** The graph itself. */
    GraphProto graph() {
        return model.getGraph();
    }

    /** Whether it holds tree ensembles. */
    boolean hasTrees() {
        return graph().getNodeList().stream()
                .anyMatch(node -> node.getOpType().startsWith("TreeEnsemble"));
    }

    /**
     * Whether every row takes about as long as any other: what was measured at load then holds for
     * whatever comes in.
     */
    boolean hasSteadyCost() {
        return graph().getNodeList().stream()
                .noneMatch(node -> UNSTEADY.contains(node.getOpType()));
    }

    private static ModelProto parse(byte[] content) throws UnacceptableModelException {
        try {
            CodedInputStream input = CodedInputStream.newInstance(content);
            input.setRecursionLimit(MAX_DEPTH * 4);
            ModelProto model = ModelProto.parseFrom(input);
            if (model.getGraph().getNodeCount() == 0) {
                throw new UnacceptableModelException("a file without a graph", "an ONNX model");
            }
            return model;
        } catch (IOException e) {
            throw new UnacceptableModelException(
                    "a file that is cut off or is no ONNX model", "a whole ONNX model");
        }
    }

    private void screen(GraphProto graph, int depth) throws UnacceptableModelException {
        if (depth > MAX_DEPTH) {
            throw new UnacceptableModelException(
                    "graphs nested deeper than " + MAX_DEPTH, "flatter graphs");
        }
        Map<String, TensorProto> constants = new HashMap<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            screen(tensor);
            constants.put(tensor.getName(), tensor);
        }
        for (SparseTensorProto tensor : graph.getSparseInitializerList()) {
            screenSize(tensor.getDimsList());
            screen(tensor.getValues());
        }
        for (NodeProto node : graph.getNodeList()) {
            screen(node, constants, depth);
        }
    }

    private void screen(NodeProto node, Map<String, TensorProto> constants, int depth)
            throws UnacceptableModelException {
        if (!DOMAINS.contains(node.getDomain())) {
            throw new UnacceptableModelException(
                    "the custom operator " + node.getDomain() + "." + node.getOpType(),
                    ACCEPTED_OPERATORS);
        }
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasT()) {
                screen(attribute.getT());
                if (node.getOpType().equals("Constant") && node.getOutputCount() == 1) {
                    constants.put(node.getOutput(0), attribute.getT());
                }
            }
            for (TensorProto tensor : attribute.getTensorsList()) {
                screen(tensor);
            }
            if (attribute.hasG()) {
                screen(attribute.getG(), depth + 1);
            }
            for (GraphProto graph : attribute.getGraphsList()) {
                screen(graph, depth + 1);
            }
        }
        if (INFLATING.contains(node.getOpType())) {
            for (String input : node.getInputList()) {
                screenSize(numbers(constants.get(input)));
            }
        }
    }

    private void screen(TensorProto tensor) throws UnacceptableModelException {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
                || tensor.getExternalDataCount() > 0) {
            throw new UnacceptableModelException(
                    "data outside the model file (tensor " + tensor.getName() + ")",
                    "one file that holds all its data");
        }
        screenSize(tensor.getDimsList());
    }

    private void screenSize(List<Long> dimensions) throws UnacceptableModelException {
        double bytes = Float.BYTES;
        for (long dimension : dimensions) {
            bytes *= Math.max(dimension, 1);
        }
        if (bytes > maxBytes) {
            throw new UnacceptableModelException(
                    "a tensor of shape " + dimensions, "tensors of at most " + maxBytes + " bytes");
        }
    }

    /* The numbers of a small constant of whole numbers: a shape, or repeats. */
    private static List<Long> numbers(@Nullable TensorProto tensor) {
        if (tensor == null || tensor.getDataType() != TensorProto.DataType.INT64.getNumber()) {
            return List.of();
        }
        if (tensor.getInt64DataCount() > 0) {
            return tensor.getInt64DataList();
        }
        ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return Stream.generate(raw::getLong)
                .limit(Math.min(raw.remaining() / Long.BYTES, 16))
                .toList();
    }
}
