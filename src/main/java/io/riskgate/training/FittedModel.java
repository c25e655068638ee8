package io.riskgate.training;

/** What an algorithm learned. */
interface FittedModel {

    /** The trainer's own probability of fraud, one a row. */
    float[] predict(Matrix rows);

    /**
     * The model as an ONNX file, input {@code features} [N, columns], output {@code score} [N, 1].
     */
    byte[] toOnnx();
}
