package io.riskgate.feature;

import com.sun.management.ThreadMXBean;

import io.riskgate.transaction.Transaction;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What does one transaction cost with the features that are shipped and 100,000 warm accounts?
 *
 * <p>{@code ./mvnw -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath},
 * then {@code java -cp target/test-classes:target/classes:$(cat target/classpath)
 * org.openjdk.jmh.Main FeatureEngineBenchmark}. Replayed transactions a second are the inverse of
 * {@code replay}. Transactions are made in batches, outside of the time measured: like those just
 * read from a request or a row they are in the caches, the profiles are not. After every iteration
 * it prints what the thread allocated for a transaction, the vector included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx6g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FeatureEngineBenchmark {

    private static final int BATCH = 256;

    @Param("100000")
    int accounts;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Transaction[] batch = new Transaction[BATCH];
    private FeatureEngine engine =
            FeatureEngines.inMemory(FeaturePlan.of(List.of()), FeatureSettings.defaults());
    private Population population = new Population(1, 1, 1, false);
    private long allocated;
    private long counted;

    /**
     * Fifteen events an account in the 30 days of the longest window, and eighty days of them:
     * every event that comes pushes one out, and few profiles still grow.
     */
    @Setup
    public void warm() throws IOException {
        FeaturePlan plan = FeaturePlan.of(List.of(shipped()));
        engine = FeatureEngines.inMemory(plan, FeatureSettings.defaults());
        population = new Population(1, accounts, 0.5, false);
        for (long i = 1; i <= 40L * accounts; i++) {
            engine.replay(i, population.next(), LabelTimeline.NONE);
        }
    }

    /** Makes the next transactions. */
    @Setup(Level.Invocation)
    public void make() {
        for (int i = 0; i < BATCH; i++) {
            batch[i] = population.next();
        }
    }

    /** Says what was allocated. */
    @TearDown(Level.Iteration)
    public void print() {
        System.out.printf("%d bytes a transaction; ", counted == 0 ? 0 : allocated / counted);
        allocated = 0;
        counted = 0;
    }

    static FeatureSet shipped() throws IOException {
        try (InputStream file = FeatureSet.class.getResourceAsStream("/features.yaml")) {
            return FeatureSet.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Reads, counts and settles, as live traffic does. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void observe(Blackhole taken) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (Transaction one : batch) {
            Observation seen = engine.observe(one, LabelTimeline.NONE);
            engine.settle(seen.sequence() - 100);
            taken.consume(seen);
        }
        count(before);
    }

    /** Puts transactions back from the journal, some of them expected, as a replay does. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void replay(Blackhole taken) {
        long before = threads.getCurrentThreadAllocatedBytes();
        long sequence = engine.lastSequence();
        for (int i = 0; i < BATCH; i++) {
            if (i % FeatureEngine.AHEAD == 0) {
                engine.expect(Arrays.asList(batch).subList(i, i + FeatureEngine.AHEAD));
            }
            taken.consume(engine.replay(++sequence, batch[i], LabelTimeline.NONE));
        }
        count(before);
    }

    private void count(long before) {
        allocated += threads.getCurrentThreadAllocatedBytes() - before;
        counted += BATCH;
    }
}
