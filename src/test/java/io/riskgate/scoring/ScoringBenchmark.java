package io.riskgate.scoring;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import io.riskgate.feature.FeatureVector;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Thresholds;
import io.riskgate.transaction.Deadline;

import ml.dmlc.xgboost4j.java.XGBoostError;

import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What does the way to the model cost over a bare {@code OrtSession.run}, and what does an
 * explanation cost? For 200 trees of depth 6 over 40 columns.
 *
 * <pre>
 * ./mvnw -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java --enable-native-access=ALL-UNNAMED -cp target/test-classes:target/classes:$(cat target/classpath) \
 *     org.openjdk.jmh.Main ScoringBenchmark
 * </pre>
 */
@NullUnmarked
@State(Scope.Benchmark)
@BenchmarkMode({Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class ScoringBenchmark {

    private static final int COLUMNS = 40;
    private static final int ROWS = 20_000;
    private static final Duration BUDGET = Duration.ofMillis(25);

    private final FloatBuffer input = direct(COLUMNS);
    private final FloatBuffer output = direct(1);
    private OrtSession session;
    private Map<String, OnnxTensor> inputs;
    private Map<String, OnnxTensor> outputs;
    private ServedModel inline;
    private ServedModel lanes;
    private Explainer explainer;
    private float[] data;
    private int[] columns;
    private int next;

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Trains the trees and loads them three times. */
    @Setup
    public void load() throws OrtException, XGBoostError, UnacceptableModelException {
        data = TreeShapTests.data(ROWS, COLUMNS, 11);
        byte[] onnx = XgboostFile.onnx(TreeShapTests.train(data, ROWS, 6, 200), COLUMNS);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        session = OnnxEnvironment.get().createSession(onnx, options);
        inputs =
                Map.of(
                        Graph.IN,
                        OnnxTensor.createTensor(
                                OnnxEnvironment.get(), input, new long[] {1, COLUMNS}));
        outputs =
                Map.of(
                        "score",
                        OnnxTensor.createTensor(OnnxEnvironment.get(), output, new long[] {1, 1}));
        columns = IntStream.range(0, COLUMNS).toArray();
        inline = serve(onnx, Duration.ofNanos(30_000));
        lanes = serve(onnx, Duration.ofMillis(5));
        explainer = inline.explainer();
    }

    private static ServedModel serve(byte[] onnx, Duration p99) throws UnacceptableModelException {
        ScoringSettings settings = Bench.settings(Map.of());
        ModelLoader.Loaded loaded = new ModelLoader(settings, Bench.REGISTRY).load(onnx, COLUMNS);
        Explainer explainer =
                Explainers.of(
                        loaded.file(),
                        loaded.model(),
                        IntStream.range(0, COLUMNS).mapToObj(column -> "c" + column).toList());
        Manifest manifest =
                new Manifest(
                        new ModelReference("bench", 1),
                        null,
                        Bench.FEATURES.declarations(),
                        loaded.model().shape().signature(),
                        Thresholds.of(0.5, 0.7, 0.9),
                        Map.of(),
                        new Manifest.Evidence("", Map.of(), Map.of(), Map.of(), List.of()));
        ServedModel served = new ServedModel(manifest, loaded.model(), explainer, settings);
        served.admit(new ServedModel.Latency(p99.toNanos() / 2, p99.toNanos(), 100), true);
        return served;
    }

    private float[] row() {
        next = (next + 1) % ROWS;
        return Arrays.copyOfRange(data, next * COLUMNS, (next + 1) * COLUMNS);
    }

    /** The floor: the runtime with buffers that are used again. */
    @Benchmark
    public float bare() throws OrtException {
        input.clear().put(row()).clear();
        session.run(inputs, Set.of(), outputs).close();
        return output.get(0);
    }

    /** On the caller's thread, breaker and watchdog included. */
    @Benchmark
    public Object inline() {
        return ask(inline);
    }

    /** By a lane: what the hand-over costs. */
    @Benchmark
    public Object inLanes() {
        return ask(lanes);
    }

    private Object ask(ServedModel model) {
        return model.ask(FeatureVector.adopt(row()), columns, Deadline.after(BUDGET));
    }

    /** Exact Shapley values of one row. */
    @Benchmark
    public Object explain() {
        return explainer.explain(row());
    }
}
