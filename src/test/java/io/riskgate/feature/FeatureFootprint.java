package io.riskgate.feature;

import com.sun.management.ThreadMXBean;

import io.riskgate.transaction.Transaction;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * How much memory do profiles take, and how much processor time and allocation does a transaction
 * cost? Counts processor time, so it says something on a busy machine, too; the measured figures
 * are those of {@link FeatureEngineBenchmark}.
 *
 * <p>{@code java -Xmx8g -cp target/test-classes:target/classes:$(cat target/classpath)
 * io.riskgate.feature.FeatureFootprint 1000000 50 accounts}: accounts, events of each, and {@code
 * accounts} for transactions that name nothing else or {@code all}. For the histogram, {@code jcmd
 * PID GC.class_histogram} while it waits for Enter with a fourth argument.
 */
public final class FeatureFootprint {

    private static final int BATCH = 50_000;

    private FeatureFootprint() {}

    /** Builds the profiles and prints what they took, then what goes on costs. */
    public static void main(String[] arguments) throws IOException {
        int accounts = Integer.parseInt(arguments[0]);
        int eventsEach = Integer.parseInt(arguments[1]);
        boolean alone = arguments[2].equals("accounts");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        FeaturePlan plan = FeaturePlan.of(List.of(FeatureEngineBenchmark.shipped()));
        FeatureEngine engine = FeatureEngines.inMemory(plan, FeatureSettings.defaults());
        Population population = new Population(1, accounts, eventsEach / 30.0, alone);
        long total = (long) accounts * eventsEach;
        long empty = usedBytes();
        pass(engine, population, total, threads);
        engine.settle(engine.lastSequence());
        long used = usedBytes() - empty;
        System.out.printf(
                Locale.ROOT,
                "%,d bytes: %d a transaction, %d an account%n",
                used,
                used / total,
                used / accounts);
        if (arguments.length > 3) {
            System.in.read();
        }
        engine.use().forEach(System.out::println);
        System.out.println("Once windows are full and events leave them:");
        pass(engine, population, total / 2, threads);
    }

    private static void pass(
            FeatureEngine engine, Population population, long total, ThreadMXBean threads) {
        Transaction[] batch = new Transaction[BATCH];
        for (long done = 0; done < total; done += BATCH) {
            for (int i = 0; i < BATCH; i++) {
                batch[i] = population.next();
            }
            long cpu = threads.getCurrentThreadCpuTime();
            long allocated = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < BATCH; i++) {
                Observation seen = engine.observe(batch[i], LabelTimeline.NONE);
                engine.settle(seen.sequence() - 100);
            }
            if (done + BATCH >= total || done % (total / 4) < BATCH) {
                System.out.printf(
                        Locale.ROOT,
                        "%,d events: %.2f µs of processor time, %d bytes allocated a transaction%n",
                        done + BATCH,
                        (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / BATCH,
                        (threads.getCurrentThreadAllocatedBytes() - allocated) / BATCH);
            }
        }
    }

    static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
