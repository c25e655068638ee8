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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What does one transaction cost with the features that are shipped and 100,000 warm accounts?
 *
 * <p>{@code ./mvnw -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath},
 * then {@code java -cp target/test-classes:target/classes:$(cat target/classpath)
 * org.openjdk.jmh.Main FeatureEngineBenchmark -prof gc}. Replayed transactions a second are the
 * inverse of {@code replay}. Transactions are made beforehand and given a new time in every lap;
 * {@code transaction} is what that costs and is to be taken off.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx6g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FeatureEngineBenchmark {

    private static final int MADE = 1 << 19;

    @Param("100000")
    int accounts;

    private final Transaction[] transactions = new Transaction[MADE];
    private FeatureEngine engine =
            FeatureEngines.inMemory(FeaturePlan.of(List.of()), FeatureSettings.defaults());
    private long lap;
    private int next;

    /**
     * Fifteen events an account in the 30 days of the longest window, and sixty days of them: every
     * event that comes pushes one out.
     */
    @Setup
    public void warm() throws IOException {
        FeaturePlan plan = FeaturePlan.of(List.of(shipped()));
        engine = FeatureEngines.inMemory(plan, FeatureSettings.defaults());
        Population population = new Population(1, accounts, 0.5, false);
        for (long i = 1; i <= 30L * accounts; i++) {
            engine.replay(i, population.next(), LabelTimeline.NONE);
        }
        for (int i = 0; i < MADE; i++) {
            transactions[i] = population.next();
        }
        lap = transactions[MADE - 1].occurredAtMillis() - transactions[0].occurredAtMillis();
    }

    static FeatureSet shipped() throws IOException {
        try (InputStream file = FeatureSet.class.getResourceAsStream("/features.yaml")) {
            return FeatureSet.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Reads, counts and settles, as live traffic does. */
    @Benchmark
    public Observation observe() {
        Observation seen = engine.observe(transaction(), LabelTimeline.NONE);
        engine.settle(seen.sequence() - 100);
        return seen;
    }

    /** Puts one transaction back from the journal. */
    @Benchmark
    public Observation replay() {
        return engine.replay(engine.lastSequence() + 1, transaction(), LabelTimeline.NONE);
    }

    /** The next transaction. */
    @Benchmark
    public Transaction transaction() {
        Transaction made = transactions[next % MADE];
        long laps = next++ / MADE;
        return new Transaction(
                made.transactionId(),
                made.occurredAt().plusMillis(laps * lap),
                made.amount(),
                made.channel(),
                made.identifiers(),
                made.circumstances(),
                made.attributes());
    }
}
