package io.riskgate.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/**
 * How far off a folded window is: its left edge by less than one bucket, so a count or sum lies
 * between that of the window and that of a window one bucket longer.
 */
class FoldingTest {

    private static final FeatureSet SET =
            FeatureSet.parse(
                    """
                    features:
                      - {name: count, count: {by: accountId, over: 7d}}
                      - {name: sum, sum: {of: amount, by: accountId, over: 7d}}
                      - {name: max, max: {of: amount, by: accountId, over: 7d}}
                      - {name: merchants, distinct: {of: merchantId, by: accountId, over: 7d}}
                      - {name: count_1h, count: {by: accountId, over: 1h}}
                    """);
    private static final FeatureSet ONE_BUCKET_LONGER =
            FeatureSet.parse(
                    """
                    features:
                      - {name: count, count: {by: accountId, over: 169h}}
                      - {name: sum, sum: {of: amount, by: accountId, over: 169h}}
                      - {name: max, max: {of: amount, by: accountId, over: 169h}}
                      - {name: merchants, distinct: {of: merchantId, by: accountId, over: 169h}}
                      - {name: count_1h, count: {by: accountId, over: 1h}}
                    """);

    @Test
    void theLeftEdgeIsOffByAtMostOneBucketAndTheReadingSaysSo() {
        FeaturePlan plan = FeaturePlan.of(List.of(SET));
        FeatureSettings settings =
                new FeatureSettings(
                        Duration.ofDays(180),
                        Duration.ofDays(3),
                        Duration.ofDays(90),
                        64,
                        Duration.ofHours(1));
        ProfileStore store = new ProfileStore(plan, settings);
        Oracle oracle = new Oracle(SET);
        Oracle longer = new Oracle(ONE_BUCKET_LONGER);
        Traffic traffic = new Traffic(3, 12, Duration.ofMinutes(4));
        int degraded = 0;
        double worst = 0;
        for (int i = 1; i <= 10_000; i++) {
            Transaction transaction = traffic.next();
            Reading reading = store.read(transaction, LabelTimeline.NONE);
            double[] actual = plan.readExactly(reading);
            double[] least = oracle.vector(transaction, LabelTimeline.NONE);
            double[] most = longer.vector(transaction, LabelTimeline.NONE);
            if (reading.degraded) {
                degraded++;
                worst = Math.max(worst, Math.abs(actual[0] - least[0]) / least[0]);
            } else {
                assertThat(actual).isEqualTo(least);
            }
            /* A late one may itself fall into a folded bucket; what lies in that before it is not seen. */
            boolean late = transaction.occurredAtMillis() < traffic.front();
            for (int column = 0; !late && column < actual.length; column++) {
                assertThat(actual[column]).isBetween(least[column], most[column]);
            }
            store.insert(i, reading);
            store.settle(i);
            oracle.arrive(transaction, LabelTimeline.NONE);
            longer.arrive(transaction, LabelTimeline.NONE);
        }
        assertThat(degraded).isGreaterThan(1_000);
        System.out.printf(
                "folded windows: %d of 10000 degraded, largest error of a 7 d count %.1f %%%n",
                degraded, 100 * worst);
        assertThat(worst).isBetween(0.0, 0.3);
    }
}
