package io.riskgate.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.registry.Thresholds;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Proposed thresholds beside every other pair, each counted decision by decision. */
class ThresholdProposalTests {

    private static final BacktestSettings COSTS =
            new BacktestSettings(Duration.ofDays(7), 1.0, 4.0, 15.0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noPairWithinTheCapacityIsCheaper(long seed) {
        Random random = new Random(seed);
        List<Decided> decisions = decisions(random);
        Buckets buckets = new Buckets();
        decisions.forEach(one -> buckets.add(one.score, one.amount, one.label));
        long capacity = random.nextInt(60);

        ThresholdReport.Effect proposed = buckets.cheapest(capacity, COSTS);

        assertThat(proposed.reviewed()).isLessThanOrEqualTo(capacity);
        assertThat(counted(decisions, proposed.thresholds())).isEqualTo(proposed);
        for (int review = 0; review <= 101; review++) {
            for (int decline = review; decline <= 101; decline++) {
                double low = review / 100.0;
                ThresholdReport.Effect other =
                        counted(decisions, new Thresholds.Bands(low, low, decline / 100.0));
                assertThat(other.reviewed() > capacity || other.cost() >= proposed.cost() - 1e-9)
                        .as("%s instead of %s", other, proposed)
                        .isTrue();
            }
        }
    }

    private static ThresholdReport.Effect counted(List<Decided> decisions, Thresholds.Bands bands) {
        Effects effects = new Effects(bands, COSTS);
        decisions.forEach(one -> effects.add(one.score, new Share(1, one.amount), one.label));
        return effects.effect();
    }

    /* Whole euros, so that sums are exact; hundredths among the scores, where rounding bites. */
    private static List<Decided> decisions(Random random) {
        List<Decided> decisions = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boolean fraud = random.nextInt(10) == 0;
            double score =
                    random.nextBoolean()
                            ? random.nextInt(101) / 100.0
                            : Math.pow(random.nextDouble(), fraud ? 0.5 : 3);
            Label label =
                    random.nextInt(12) == 0
                            ? Label.UNKNOWN
                            : fraud ? Label.FRAUD : Label.LEGITIMATE;
            decisions.add(new Decided(score, 1 + random.nextInt(400), label));
        }
        return decisions;
    }

    private record Decided(double score, double amount, Label label) {}
}
