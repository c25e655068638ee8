package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How much memory does a remembered event take, and how much an entity beside its events?
 *
 * <p>{@code java -Xmx6g -cp target/test-classes:target/classes:$(cat target/classpath)
 * io.riskgate.feature.EventFootprint 100000}: accounts, with few events and with many. What the
 * heap grew by between the two, by event, is what an event takes; the rest is the entity's. Windows
 * are longer than the history, so that every event is remembered. One event in fifty is reported as
 * a fraud.
 */
public final class EventFootprint {

    private static final int FEW = 20;
    private static final int MANY = 100;

    private static final String COUNTS =
            """
            features:
              - {name: count, count: {by: accountId, over: 30d}}
              - {name: sum, sum: {of: amount, by: accountId, over: 30d}}
              - {name: mean, mean: {of: amount, by: accountId, over: 7d}}
            """;
    private static final String DISTINCTS =
            COUNTS
                    + """
                      - {name: merchants, distinct: {of: merchantId, by: accountId, over: 30d}}
                      - {name: frauds, fraud_rate: {by: accountId, over: 30d}}
                    """;

    private EventFootprint() {}

    /** Prints both figures for counts and sums alone, and with distincts and outcomes. */
    public static void main(String[] arguments) {
        int accounts = Integer.parseInt(arguments[0]);
        /* What classes and archives take by themselves is there from now on. */
        bytes(DISTINCTS, 1, FEW);
        print("counts and sums", COUNTS, accounts);
        print("with distincts and outcomes", DISTINCTS, accounts);
    }

    private static void print(String what, String features, int accounts) {
        long few = bytes(features, accounts, FEW);
        long many = bytes(features, accounts, MANY);
        double event = (many - few) / (double) (MANY - FEW) / accounts;
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f bytes an event, %.0f an account beside them%n",
                what,
                event,
                few / (double) accounts - FEW * event);
    }

    private static long bytes(String features, int accounts, int eventsEach) {
        long empty = FeatureFootprint.usedBytes();
        FeaturePlan plan = FeaturePlan.of(List.of(FeatureSet.parse(features)));
        FeatureEngine engine = FeatureEngines.inMemory(plan, FeatureSettings.defaults());
        Population population =
                new Population(
                        1, accounts, eventsEach / (double) Duration.ofDays(25).toDays(), false);
        LabelTimeline fraud = LabelTimeline.of(new long[] {0}, new boolean[] {true});
        for (long i = 1; i <= (long) accounts * eventsEach; i++) {
            Transaction transaction = population.next();
            engine.replay(i, transaction, i % 50 == 0 ? fraud : LabelTimeline.NONE);
        }
        long used = FeatureFootprint.usedBytes() - empty;
        if (engine.lastSequence() == 0) {
            throw new IllegalStateException("nothing was remembered");
        }
        return used;
    }
}
