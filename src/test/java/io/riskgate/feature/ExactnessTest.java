package io.riskgate.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether every value is what the contract says: each is compared with one recomputed from all
 * history. The one million transactions of the measured size: {@code ./mvnw -Dtest=ExactnessTest
 * -Driskgate.exactness.transactions=1000000 test}.
 */
class ExactnessTest {

    private static final FeatureSet SET = FeatureSet.parse(Examples.OF_EVERY_KIND);
    private static final int TRANSACTIONS =
            Integer.getInteger("riskgate.exactness.transactions", 120_000);

    @ParameterizedTest
    @ValueSource(longs = {20261123})
    void everyValueIsThatOfAllHistoryInOrder(long seed) {
        compare(
                new Traffic(seed, TRANSACTIONS / 150, Duration.ofDays(75).dividedBy(TRANSACTIONS)),
                TRANSACTIONS,
                false);
    }

    @Test
    void whatIsTakenBackNeverWas() {
        compare(new Traffic(7, 60, Duration.ofMinutes(6)), 15_000, true);
    }

    private static void compare(Traffic traffic, int transactions, boolean retracting) {
        FeaturePlan plan = FeaturePlan.of(List.of(SET));
        ProfileStore store = new ProfileStore(plan, FeatureSettings.defaults());
        Oracle oracle = new Oracle(SET);
        List<Runnable> undo = new ArrayList<>();
        List<Transaction> past = new ArrayList<>();
        SplittableRandom random = traffic.random();
        long sequence = 0;
        for (int i = 0; i < transactions; i++) {
            Transaction transaction = traffic.next();
            LabelTimeline known = random.nextInt(50) == 0 ? traffic.labels() : LabelTimeline.NONE;
            Reading reading = store.read(transaction, known);
            assertSame(oracle.vector(transaction, known), plan.readExactly(reading), transaction);
            assertThat(reading.degraded).isFalse();
            store.insert(++sequence, reading);
            oracle.arrive(transaction, known);
            past.add(transaction);
            undo.add(
                    () -> {
                        oracle.retract(transaction);
                        past.removeLast();
                    });
            if (random.nextInt(20) == 0) {
                Transaction of = past.get(random.nextInt(past.size()));
                LabelTimeline labels = traffic.labels();
                store.report(++sequence, of, labels);
                LabelTimeline before = oracle.report(of, labels);
                undo.add(() -> oracle.report(of, before));
            }
            if (retracting && random.nextInt(10) == 0) {
                int voided = random.nextInt(undo.size() + 1);
                store.retractFrom(sequence - voided + 1);
                sequence -= takeBack(voided, undo);
            }
            if (undo.size() > 40 || !retracting) {
                int settling = retracting ? random.nextInt(undo.size()) : undo.size();
                store.settle(sequence - undo.size() + settling);
                undo.subList(0, settling).clear();
            }
        }
    }

    private static int takeBack(int last, List<Runnable> undo) {
        for (int i = 0; i < last; i++) {
            undo.removeLast().run();
        }
        return last;
    }

    private static void assertSame(double[] expected, double[] actual, Transaction transaction) {
        for (int i = 0; i < expected.length; i++) {
            String column = SET.columns().get(i);
            double tolerance = 1e-9 * Math.max(1, Math.abs(expected[i]));
            boolean exact = column.contains("count") || column.contains("sum_");
            boolean same =
                    Double.compare(expected[i], actual[i]) == 0
                            || !exact && Math.abs(expected[i] - actual[i]) <= tolerance;
            if (!same) {
                throw new AssertionError(
                        column + " is " + actual[i] + ", not " + expected[i] + ": " + transaction);
            }
        }
    }
}
