package io.riskgate.scoring;

import io.riskgate.registry.Manifest;

/**
 * How an ONNX model is called, as its file says and a trial run proved.
 *
 * @param columns the width of its input
 * @param fixedBatch whether it takes one row a run and no more
 * @param flat whether its output is [N] rather than [N,1]
 */
record ModelShape(Manifest.Signature signature, int columns, boolean fixedBatch, boolean flat) {

    /** How many rows one run may have. */
    int rowsPerRun(int wanted) {
        return fixedBatch ? 1 : wanted;
    }

    /** How many numbers of the output belong to one row. */
    int outputWidth() {
        return signature.outputKind() == Manifest.OutputKind.PROBABILITIES ? 2 : 1;
    }
}
