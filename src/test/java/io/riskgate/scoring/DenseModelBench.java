package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OrtException;

import io.riskgate.bench.Figures;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What does a dense model cost a row at batches of 1, 16, 256 and 4,096, on the CPU and on CUDA?
 * The way there and back is included: rows are written to and scores read from the buffers that the
 * service uses. On the CPU it has one thread, as when it serves.
 *
 * <pre>
 * ./mvnw -Pbench verify -Dit.test=DenseModelBench
 * ./mvnw -Pbench,gpu verify -Dit.test=DenseModelBench     # where a CUDA device is
 * </pre>
 */
class DenseModelBench {

    private static final int COLUMNS = 40;
    private static final int HIDDEN = 512;
    private static final int MOST = 4_096;
    private static final List<Integer> BATCHES = List.of(1, 16, 256, MOST);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(Figures.size("seconds", 5));
    private static final int FEWEST = 20;
    private static final double SAME = 1e-3;

    private final byte[] content = dense();
    private final float[] rows = noise(new SplittableRandom(2), MOST * COLUMNS, 1);

    @Test
    void onTheCpuAndOnCuda() throws Exception {
        List<double[]> cpu = measure("cpu");
        try (ModelLoader loader = loader("cuda")) {
            OnnxModel model = loader.load(content, COLUMNS).model();
            boolean onCuda = model.isOnCuda();
            model.release();
            if (!onCuda) {
                Figures.say("CUDA: not measured, the runtime has no such device here");
                return;
            }
        }
        List<double[]> cuda = measure("cuda");
        for (int batch = 0; batch < cpu.size(); batch++) {
            assertThat(cuda.get(batch)).containsExactly(cpu.get(batch), within(SAME));
        }
    }

    /* The scores of each batch, so that devices and batches can be held against each other. */
    private List<double[]> measure(String device) throws Exception {
        List<double[]> scores = new ArrayList<>();
        try (ModelLoader loader = loader(device)) {
            OnnxModel model = loader.load(content, COLUMNS).model();
            for (int batch : BATCHES) {
                try (RunContext context = model.newContext(batch)) {
                    scores.add(measure(device, context, batch));
                }
                assertThat(scores.getLast()[0]).isCloseTo(scores.getFirst()[0], within(SAME));
            }
            model.release();
        }
        return scores;
    }

    private double[] measure(String device, RunContext context, int batch)
            throws IOException, OrtException {
        List<Long> nanos = new ArrayList<>();
        long begin = System.nanoTime();
        while (nanos.size() < FEWEST || System.nanoTime() - begin < LONG_ENOUGH.toNanos()) {
            long started = System.nanoTime();
            context.input().put(rows, 0, batch * COLUMNS);
            assertThat(context.run(batch, started)).isNull();
            nanos.add(System.nanoTime() - started);
        }
        // The first half warms up.
        ServedModel.Latency latency =
                ServedModel.Latency.of(nanos.subList(nanos.size() / 2, nanos.size()));
        Figures.say(
                "%s, batch %,d: p50 %,.1f µs, p99 %,.1f µs, %,.2f µs a row, %,.0f rows/s",
                device,
                batch,
                latency.p50Micros(),
                latency.p99Micros(),
                latency.p50Micros() / batch,
                batch * 1e6 / latency.p50Micros());
        double[] scores = new double[batch];
        for (int row = 0; row < batch; row++) {
            scores[row] = context.score(row);
        }
        return scores;
    }

    private static ModelLoader loader(String device) {
        return new ModelLoader(
                Bench.settings(Map.of("riskgate.scoring.device", device)), Bench.REGISTRY);
    }

    /* Three layers: 40 columns, twice 512 units, one probability. */
    private static byte[] dense() {
        SplittableRandom random = new SplittableRandom(1);
        return new Graph()
                .input(Graph.IN, DataType.FLOAT, -1, COLUMNS)
                .floats("first", noise(random, COLUMNS * HIDDEN, COLUMNS), COLUMNS, HIDDEN)
                .floats("second", noise(random, HIDDEN * HIDDEN, HIDDEN), HIDDEN, HIDDEN)
                .floats("third", noise(random, HIDDEN, HIDDEN), HIDDEN, 1)
                .node("MatMul", "one", Graph.IN, "first")
                .node("Relu", "one_on", "one")
                .node("MatMul", "two", "one_on", "second")
                .node("Relu", "two_on", "two")
                .node("MatMul", "margin", "two_on", "third")
                .node("Sigmoid", "score", "margin")
                .output("score", DataType.FLOAT, -1, 1)
                .toBytes();
    }

    /* Scaled so that layers neither swell nor fade. */
    private static float[] noise(SplittableRandom random, int size, int width) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / width));
        }
        return values;
    }
}
