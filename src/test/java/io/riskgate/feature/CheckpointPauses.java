package io.riskgate.feature;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long does a transaction wait while a checkpoint is written, and how long without one?
 *
 * <p>{@code java -Xmx6g -XX:+UseZGC -cp target/test-classes:target/classes:$(cat target/classpath)
 * io.riskgate.feature.CheckpointPauses 200000}: accounts, fifteen events of each. One thread
 * observes all the time and the longest of its waits is printed. With a collector that hardly
 * pauses what is left is the engine's own.
 */
public final class CheckpointPauses {

    private static final int WITHOUT = 2_000_000;

    private final FeatureEngine engine;
    private final Population population;
    private long longest;

    private CheckpointPauses(FeatureEngine engine, Population population) {
        this.engine = engine;
        this.population = population;
    }

    /** Fills an engine, then prints the waits without and with a checkpoint. */
    public static void main(String[] arguments) throws Exception {
        int accounts = Integer.parseInt(arguments[0]);
        FeaturePlan plan = FeaturePlan.of(List.of(FeatureEngineBenchmark.shipped()));
        FeatureEngine engine = FeatureEngines.inMemory(plan, FeatureSettings.defaults());
        CheckpointPauses pauses =
                new CheckpointPauses(engine, new Population(1, accounts, 0.5, false));
        for (long i = 0; i < 15L * accounts; i++) {
            pauses.observe();
        }
        pauses.longest = 0;
        for (int i = 0; i < WITHOUT; i++) {
            pauses.observe();
        }
        print("without a checkpoint", pauses.longest);
        for (int i = 0; i < 3; i++) {
            pauses.withCheckpoint();
        }
    }

    private void withCheckpoint() throws IOException, InterruptedException, ExecutionException {
        Path file = Files.createTempFile("profiles", ".checkpoint");
        longest = 0;
        long start = System.nanoTime();
        try (ExecutorService writer = Executors.newSingleThreadExecutor();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
            Future<Long> written = writer.submit(() -> engine.checkpoint(out));
            while (!written.isDone()) {
                observe();
            }
            written.get();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        print("while one of " + Files.size(file) + " bytes was written in " + took, longest);
        Files.delete(file);
    }

    private void observe() {
        var transaction = population.next();
        long start = System.nanoTime();
        Observation seen = engine.observe(transaction, LabelTimeline.NONE);
        longest = Math.max(longest, System.nanoTime() - start);
        engine.settle(seen.sequence() - 100);
    }

    private static void print(String when, long nanos) {
        System.out.printf(Locale.ROOT, "longest wait %s: %.2f ms%n", when, nanos / 1e6);
    }
}
