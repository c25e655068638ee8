package io.riskgate.scoring;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;

import io.riskgate.registry.Manifest.OutputKind;
import io.riskgate.registry.Manifest.Signature;

import org.jspecify.annotations.Nullable;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds out how a model is called (contract section 8). What a file declares of its output is often
 * missing or wrong, so one or three rows of zeros are run and the output is looked at.
 */
final class ShapeProbe {

    private static final String OUTPUTS =
            "one output [N,1] or [N], or [N,2] with or without a label, or a label and a sequence"
                    + " of maps, of 32-bit floats";

    private final OrtSession session;
    private final int columns;
    private final String input;
    private final boolean fixedBatch;

    private ShapeProbe(OrtSession session, int columns)
            throws OrtException, UnacceptableModelException {
        this.session = session;
        this.columns = columns;
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (inputs.size() != 1) {
            throw refused(inputs.size() + " inputs " + inputs.keySet());
        }
        NodeInfo only = inputs.values().iterator().next();
        this.input = only.getName();
        this.fixedBatch = isBatchFixed(only.getInfo());
    }

    static ModelShape of(OrtSession session, int columns)
            throws OrtException, UnacceptableModelException {
        ShapeProbe probe = new ShapeProbe(session, columns);
        String output = probe.scoreOutput();
        return probe.shape(output);
    }

    private boolean isBatchFixed(ValueInfo info) throws UnacceptableModelException {
        if (!(info instanceof TensorInfo tensor)) {
            throw refused("the input " + input + ", which is no tensor");
        }
        long[] shape = tensor.getShape();
        if (tensor.type != OnnxJavaType.FLOAT) {
            throw refused("the input " + input + " of type " + tensor.onnxType);
        }
        boolean batchKnown = shape.length == 2 && shape[0] >= 0;
        if (shape.length != 2
                || batchKnown && shape[0] != 1
                || shape[1] >= 0 && shape[1] != columns) {
            throw refused("the input " + input + " of shape " + text(shape));
        }
        return batchKnown;
    }

    /* The one output that is not a label: labels are whole numbers or text. */
    private String scoreOutput() throws OrtException, UnacceptableModelException {
        List<String> scores = new ArrayList<>();
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        outputs.forEach(
                (name, node) -> {
                    if (!(node.getInfo() instanceof TensorInfo tensor)
                            || tensor.type == OnnxJavaType.FLOAT) {
                        scores.add(name);
                    }
                });
        if (scores.size() != 1 || outputs.size() > 2) {
            throw unexpected(outputs);
        }
        return scores.getFirst();
    }

    private ModelShape shape(String output) throws OrtException, UnacceptableModelException {
        int rows = fixedBatch ? 1 : 3;
        try (OnnxTensor zeros =
                        OnnxTensor.createTensor(
                                OnnxEnvironment.get(),
                                FloatBuffer.allocate(rows * columns),
                                new long[] {rows, columns});
                OrtSession.Result result = session.run(Map.of(input, zeros), Set.of(output))) {
            OnnxValue value = result.get(0);
            boolean labelled = session.getNumOutputs() == 2;
            if (value instanceof OnnxTensor tensor) {
                return ofTensor(output, tensor.getInfo(), rows, labelled);
            }
            if (value instanceof OnnxSequence maps && areFraudMaps(maps, rows)) {
                return shape(output, OutputKind.PROBABILITY_MAPS, false);
            }
            throw unexpected(session.getOutputInfo());
        }
    }

    private ModelShape ofTensor(String output, TensorInfo info, int rows, boolean labelled)
            throws OrtException, UnacceptableModelException {
        long[] found = info.getShape();
        if (info.type == OnnxJavaType.FLOAT) {
            if (Arrays.equals(found, new long[] {rows, 2})) {
                return shape(output, OutputKind.PROBABILITIES, false);
            }
            if (!labelled && Arrays.equals(found, new long[] {rows, 1})) {
                return shape(output, OutputKind.PROBABILITY, false);
            }
            if (!labelled && Arrays.equals(found, new long[] {rows})) {
                return shape(output, OutputKind.PROBABILITY, true);
            }
        }
        throw new UnacceptableModelException(
                "the output " + output + " of shape " + text(found) + " for " + rows + " rows",
                OUTPUTS);
    }

    private ModelShape shape(String output, OutputKind kind, boolean flat) {
        return new ModelShape(new Signature(input, output, kind), columns, fixedBatch, flat);
    }

    private static boolean areFraudMaps(OnnxSequence maps, int rows) throws OrtException {
        if (!maps.getInfo().isSequenceOfMaps()) {
            return false;
        }
        List<? extends OnnxValue> values = maps.getValue();
        try {
            return values.size() == rows && hasFraud(((OnnxMap) values.getFirst()).getValue());
        } finally {
            values.forEach(OnnxValue::close);
        }
    }

    private static boolean hasFraud(@Nullable Map<?, ?> probabilities) {
        return probabilities != null && RunContext.fraud(probabilities) != null;
    }

    private UnacceptableModelException refused(String found) {
        return new UnacceptableModelException(
                found, "one input [N," + columns + "] of 32-bit floats, N free or 1");
    }

    private static UnacceptableModelException unexpected(Map<String, NodeInfo> outputs) {
        Map<String, String> found = new TreeMap<>();
        outputs.forEach((name, node) -> found.put(name, describe(node.getInfo())));
        return new UnacceptableModelException("the outputs " + found, OUTPUTS);
    }

    private static String describe(ValueInfo info) {
        return info instanceof TensorInfo tensor
                ? tensor.onnxType + text(tensor.getShape())
                : info.getClass().getSimpleName().replace("Info", "").toLowerCase(Locale.ROOT);
    }

    private static String text(long[] shape) {
        return Arrays.toString(shape).replace("-1", "N").replace(" ", "");
    }
}
