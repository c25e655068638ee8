package io.riskgate.scoring;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Creates the ONNX environment where it has room.
 *
 * <p>Runtime 1.29 matches a regular expression against the process's command line when its
 * environment is created, by recursion: the class path of a development start, 23,000 characters
 * long, overflows a stack of the usual size and ends the process without a word. Only the pages that
 * are touched cost memory.
 */
final class DeepStack {

    private static final long BYTES = 256L << 20;

    private DeepStack() {}

    static OrtEnvironment environment(OrtLoggingLevel level) {
        FutureTask<OrtEnvironment> task =
                new FutureTask<>(
                        () -> OrtEnvironment.getEnvironment(level, OrtEnvironment.DEFAULT_NAME));
        new Thread(null, task, "onnx-environment", BYTES).start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The ONNX runtime cannot be loaded", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the ONNX runtime was loaded", e);
        }
    }
}
