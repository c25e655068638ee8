package io.riskgate.training;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import io.riskgate.registry.Manifest;
import io.riskgate.scoring.OnnxEnvironment;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An ONNX file, asked for the scores of many rows: on the CPU, one intra-op thread. */
final class OnnxScores implements AutoCloseable {

    private static final int BATCH = 4096;

    private final Manifest.Signature signature;
    private final OrtEnvironment environment = OnnxEnvironment.get();
    private final OrtSession session;

    OnnxScores(byte[] model, Manifest.Signature signature) {
        this.signature = signature;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(model, options);
        } catch (OrtException e) {
            throw new IllegalStateException("not a usable ONNX file: " + e.getMessage(), e);
        }
    }

    /** The probability of fraud, one a row. */
    float[] score(Matrix rows) {
        float[] scores = new float[rows.rows()];
        for (int from = 0; from < scores.length; from += BATCH) {
            int count = Math.min(BATCH, scores.length - from);
            score(rows.buffer(from, count), count, rows.columns(), scores, from);
        }
        return scores;
    }

    private void score(FloatBuffer batch, int rows, int columns, float[] into, int at) {
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(environment, batch, new long[] {rows, columns});
                OrtSession.Result result = session.run(Map.of(signature.input(), tensor))) {
            Object value = result.get(signature.output()).orElseThrow().getValue();
            for (int row = 0; row < rows; row++) {
                into[at + row] = read(value, row);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the model failed: " + e.getMessage(), e);
        }
    }

    private static float read(Object value, int row) throws OrtException {
        return switch (value) {
            case float[] flat -> flat[row];
            case float[][] table -> table[row][table[row].length - 1];
            case List<?> maps when maps.get(row) instanceof ai.onnxruntime.OnnxMap map ->
                    ((Number) Objects.requireNonNull(map.getValue().get(1L))).floatValue();
            default ->
                    throw new IllegalStateException(
                            "no scores in an output of " + value.getClass().getSimpleName());
        };
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the session did not close: " + e.getMessage(), e);
        }
    }
}
