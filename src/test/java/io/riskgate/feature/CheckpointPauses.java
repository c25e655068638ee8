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
 * How long does a transaction wait while a checkpoint is written, and how much of that is the
 * checkpoint's?
 *
 * <p>{@code java -Xmx6g -XX:+UseZGC -cp target/test-classes:target/classes:$(cat target/classpath)
 * io.riskgate.feature.CheckpointPauses 50000}: accounts, fifteen events of each. One thread
 * observes all the time and the longest of its calls is printed: without a checkpoint, while one of
 * another engine of the same size is written, which takes the same processor, disk and collector
 * but no lock of its, and while its own is written. Beside it stands for how long the writer had
 * the lock at a time, at most; it holds what the scheduler and the collector added. With ZGC little
 * is the collector's.
 */
public final class CheckpointPauses {

    private static final int WITHOUT = 2_000_000;
    private static final int ROUNDS = 3;

    private final InMemoryFeatureEngine engine;
    private final Population population;
    private long longest;

    private CheckpointPauses(InMemoryFeatureEngine engine, Population population) {
        this.engine = engine;
        this.population = population;
    }

    /** Fills two engines, then prints the waits. */
    public static void main(String[] arguments) throws Exception {
        int accounts = Integer.parseInt(arguments[0]);
        CheckpointPauses other = filled(accounts);
        CheckpointPauses pauses = filled(accounts);
        pauses.longest = 0;
        for (int i = 0; i < WITHOUT; i++) {
            pauses.observe();
        }
        print("without a checkpoint", pauses.longest);
        for (int i = 0; i < ROUNDS; i++) {
            pauses.whileWriting(other.engine, "another engine's");
            pauses.whileWriting(pauses.engine, "its own");
        }
    }

    private static CheckpointPauses filled(int accounts) throws IOException {
        FeaturePlan plan = FeaturePlan.of(List.of(FeatureEngineBenchmark.shipped()));
        CheckpointPauses filled =
                new CheckpointPauses(
                        new InMemoryFeatureEngine(plan, FeatureSettings.defaults()),
                        new Population(1, accounts, 0.5, false));
        for (long i = 0; i < 15L * accounts; i++) {
            filled.observe();
        }
        filled.engine.settle(filled.engine.lastSequence());
        return filled;
    }

    private void whileWriting(InMemoryFeatureEngine written, String whose)
            throws IOException, InterruptedException, ExecutionException {
        Path file = Files.createTempFile("profiles", ".checkpoint");
        longest = 0;
        long start = System.nanoTime();
        try (ExecutorService writer = Executors.newSingleThreadExecutor();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
            Future<Long> writing = writer.submit(() -> written.checkpoint(out));
            while (!writing.isDone()) {
                observe();
            }
            writing.get();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        print(
                "while %s of %d bytes was written in %d ms, the lock held for %.2f ms at most"
                        .formatted(
                                whose,
                                Files.size(file),
                                took.toMillis(),
                                written.longestHold().toNanos() / 1e6),
                longest);
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
