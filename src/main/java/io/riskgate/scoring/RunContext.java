package io.riskgate.scoring;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import io.riskgate.registry.Manifest;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one thread needs to run a model: buffers outside the heap that the runtime reads and writes
 * in place, and tensors over them, made once. Used by one thread at a time.
 */
final class RunContext implements AutoCloseable {

    private final OrtSession session;
    private final ModelShape shape;
    private final RunGuard guard;
    private final FloatBuffer input;
    private final FloatBuffer output;
    private final @Nullable Tensors[] tensors;
    private final double[] scores;

    RunContext(OrtSession session, ModelShape shape, int capacity) throws OrtException {
        this.session = session;
        this.shape = shape;
        this.guard = new RunGuard();
        this.input = direct(capacity * shape.columns());
        this.output = direct(capacity * shape.outputWidth());
        this.tensors = new @Nullable Tensors[capacity + 1];
        this.scores = new double[capacity];
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** The model's input, to be filled row by row. */
    FloatBuffer input() {
        return input.clear();
    }

    RunGuard guard() {
        return guard;
    }

    /** The score of one row of the last run. */
    double score(int row) {
        return scores[row];
    }

    /**
     * Runs the model on the first rows of the input.
     *
     * @param untilNanos when {@link RunGuard} may cut it off, on the clock of {@link
     *     System#nanoTime()}
     * @return null where it succeeded, if only just before it was cut off
     */
    Scoring.@Nullable Failure run(int rows, long untilNanos) {
        guard.begin(untilNanos);
        Scoring.Failure failure = null;
        try {
            Tensors prepared = tensors(rows);
            if (shape.signature().outputKind() == Manifest.OutputKind.PROBABILITY_MAPS) {
                failure = runMaps(prepared, rows);
            } else {
                session.run(prepared.inputs, Set.of(), prepared.outputs, guard.options()).close();
                int width = shape.outputWidth();
                for (int row = 0; row < rows; row++) {
                    scores[row] = output.get(row * width + width - 1);
                }
            }
        } catch (OrtException | RuntimeException e) {
            failure = Scoring.Failure.EXCEPTION;
        }
        boolean cut = !guard.end();
        return cut && failure != null ? Scoring.Failure.DEADLINE : failure;
    }

    private Scoring.@Nullable Failure runMaps(Tensors prepared, int rows) throws OrtException {
        Set<String> wanted = Set.of(shape.signature().output());
        try (OrtSession.Result result = session.run(prepared.inputs, wanted, guard.options())) {
            List<? extends OnnxValue> maps = ((OnnxSequence) result.get(0)).getValue();
            try {
                if (maps.size() != rows) {
                    return Scoring.Failure.WRONG_SHAPE;
                }
                for (int row = 0; row < rows; row++) {
                    Double score = fraud(((OnnxMap) maps.get(row)).getValue());
                    if (score == null) {
                        return Scoring.Failure.WRONG_SHAPE;
                    }
                    scores[row] = score;
                }
            } finally {
                maps.forEach(OnnxValue::close);
            }
        }
        return null;
    }

    /** The probability of key 1, whole number or text; null where there is none. */
    static @Nullable Double fraud(Map<?, ?> probabilities) {
        Object value = probabilities.get(1L);
        Object found = value == null ? probabilities.get("1") : value;
        return found instanceof Number number ? number.doubleValue() : null;
    }

    private Tensors tensors(int rows) throws OrtException {
        Tensors prepared = tensors[rows];
        if (prepared == null) {
            prepared = new Tensors(rows);
            tensors[rows] = prepared;
        }
        return prepared;
    }

    @Override
    public void close() {
        for (Tensors prepared : tensors) {
            if (prepared != null) {
                prepared.input.close();
                prepared.outputs.values().forEach(OnnxValue::close);
            }
        }
        guard.close();
    }

    /** The tensors of one number of rows, over the same buffers. */
    private final class Tensors {

        private final OnnxTensor input;
        private final Map<String, OnnxTensor> inputs;
        private final Map<String, OnnxTensor> outputs;

        Tensors(int rows) throws OrtException {
            input = over(RunContext.this.input, new long[] {rows, shape.columns()});
            inputs = Map.of(shape.signature().input(), input);
            if (shape.signature().outputKind() == Manifest.OutputKind.PROBABILITY_MAPS) {
                outputs = Map.of();
            } else {
                long[] dimensions =
                        shape.flat() ? new long[] {rows} : new long[] {rows, shape.outputWidth()};
                outputs = Map.of(shape.signature().output(), over(output, dimensions));
            }
        }

        private static OnnxTensor over(FloatBuffer buffer, long[] dimensions) throws OrtException {
            int size = 1;
            for (long dimension : dimensions) {
                size *= (int) dimension;
            }
            return OnnxTensor.createTensor(
                    OnnxEnvironment.get(), buffer.duplicate().clear().limit(size), dimensions);
        }
    }
}
