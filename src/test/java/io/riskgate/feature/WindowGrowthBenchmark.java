package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How does the cost of a transaction grow with the events an entity has in its window, and with the
 * number of windows over it?
 *
 * <p>{@code java -cp target/test-classes:target/classes:$(cat target/classpath)
 * org.openjdk.jmh.Main WindowGrowthBenchmark}, the classpath as in {@link FeatureEngineBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WindowGrowthBenchmark {

    private static final int EVENTS = 20_000;

    @Param({"10", "100", "1000", "10000"})
    int eventsEach;

    @Param({"1", "5", "20"})
    int windows;

    @Param({"sum", "distinct", "max"})
    String kind = "sum";

    private final Transaction[] transactions = new Transaction[1 << 12];
    private FeatureEngine engine =
            FeatureEngines.inMemory(FeaturePlan.of(List.of()), FeatureSettings.defaults());
    private int next;

    /** Windows of 11 to 30 days, all of them full. */
    @Setup
    public void fill() {
        StringBuilder file = new StringBuilder("features:\n");
        String of = kind.equals("distinct") ? "merchantId" : "amount";
        for (int i = 0; i < windows; i++) {
            file.append(
                    "  - {name: f%d, %s: {of: %s, by: accountId, over: %dd}}\n"
                            .formatted(i, kind, of, 30 - i));
        }
        FeaturePlan plan = FeaturePlan.of(List.of(FeatureSet.parse(file.toString())));
        engine = FeatureEngines.inMemory(plan, FeatureSettings.defaults());
        int accounts = Math.clamp(EVENTS / eventsEach, 2, 100);
        Population population = new Population(1, accounts, eventsEach / 30.0, false);
        for (long i = 1; i <= (long) accounts * eventsEach; i++) {
            engine.replay(i, population.next(), LabelTimeline.NONE);
        }
        for (int i = 0; i < transactions.length; i++) {
            transactions[i] = population.next();
        }
    }

    /** Reads all windows; counts nothing, so that their sizes stay. */
    @Benchmark
    public Observation read() {
        return engine.peek(transactions[next++ & transactions.length - 1]);
    }
}
