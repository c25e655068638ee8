package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What takes a new champion back, figure by figure. */
class WatchFiguresTests {

    private static final GuardSettings LIMITS = GuardSettings.DEFAULTS;

    @Test
    void aChampionThatServesAsBeforeStays() {
        assertThat(faults(served(0.04, 0.1, 4900.0, 0.9), served(0, 0.06, 30.0, 0.1))).isEmpty();
    }

    @Test
    void moreFallbacksTakeItBack() {
        assertThat(faults(served(0.06, 0.02, 40.0, 0.1), served(0.001, 0.02, 40.0, 0.1)))
                .containsExactly("share of fallbacks 0.0600, before 0.0010");
    }

    @Test
    void slowScoringTakesItBackButNotBelowTheFloor() {
        assertThat(faults(served(0, 0.02, 4900.0, 0.1), served(0, 0.02, 20.0, 0.1))).isEmpty();
        assertThat(faults(served(0, 0.02, 5100.0, 0.1), served(0, 0.02, 20.0, 0.1)))
                .containsExactly("p99 of scoring 5100 µs, before 20 µs");
        assertThat(faults(served(0, 0.02, 5900.0, 0.1), served(0, 0.02, 2000.0, 0.1))).isEmpty();
    }

    @Test
    void scoresThatAreNotWhatTheyWereTakeItBackUnlessTheFormersMovedToo() {
        assertThat(faults(served(0, 0.02, 40.0, 1.3), served(0, 0.02, 40.0, 0.2)))
                .containsExactly("drift of the scores 1.30, before 0.20");
        assertThat(faults(served(0, 0.02, 40.0, 1.3), served(0, 0.02, 40.0, 0.4))).isEmpty();
        assertThat(faults(served(0, 0.02, 40.0, 1.3), served(0, 0.02, 40.0, null)))
                .containsExactly("drift of the scores 1.30, before 0.00");
    }

    @Test
    void manyMoreInterventionsTakeItBackAndNoneAtAll() {
        assertThat(faults(served(0, 0.08, 40.0, 0.1), served(0, 0.02, 40.0, 0.1)))
                .containsExactly("share not approved 0.0800, before 0.0200");
        assertThat(faults(served(0, 0.01, 40.0, 0.1), served(0, 0.3, 40.0, 0.1))).isEmpty();
        assertThat(faults(served(0, 0, 40.0, 0.1), served(0, 0.06, 40.0, 0.1)))
                .containsExactly("share not approved 0.0000, before 0.0600");
        assertThat(faults(served(0, 0.04, 40.0, 0.1), served(0, 0.001, 40.0, 0.1))).isEmpty();
    }

    @Test
    void fewDecisionsSayNothing() {
        WatchFigures.Served few = new WatchFigures.Served(999, 1, 1, null, 9.0);
        assertThat(faults(few, served(0, 0.02, 40.0, 0.1))).isEmpty();
    }

    @Test
    void withoutAFormerChampionOnlyWhatNeedsNoComparisonCounts() {
        WatchFigures.Served few = new WatchFigures.Served(3, 0, 0, null, null);
        assertThat(faults(served(0.06, 0.9, 9100.0, 9.0), few))
                .containsExactly("share of fallbacks 0.0600, before 0.0000");
    }

    @Test
    void whatScoresNextToNothingIsOneBand() {
        float[] fit = {0.0001f, 0.0002f, 0.0003f, 0.0004f, 0.6f};
        float[] again = {0.0011f, 0.0012f, 0.0013f, 0.0014f, 0.6f};
        float[] bolder = {0.0001f, 0.0002f, 0.6f, 0.6f, 0.6f};

        assertThat(StabilityIndex.of(fit, again)).isZero();
        assertThat(StabilityIndex.of(fit, bolder)).isGreaterThan(0.25);
    }

    /* Four tenths in each of two bins and a fifth in the last were expected; half and half came. */
    @Test
    void driftIsMeasuredAgainstTheTenthsOfTheManifest() {
        double[] expected = {40, 40, 20};
        double[] observed = {50, 50, 0};
        double byHand =
                2 * (0.5 - 0.4) * Math.log(0.5 / 0.4) + (0.005 - 0.2) * Math.log(0.005 / 0.2);
        assertThat(StabilityIndex.of(expected, observed)).isEqualTo(byHand, within(1e-12));
        assertThat(StabilityIndex.counts(new float[] {0, 0.1f, 0.2f}, new float[] {0.1f}))
                .containsExactly(1, 2);
    }

    private static List<String> faults(WatchFigures.Served now, WatchFigures.Served before) {
        return new WatchFigures(now, before).faults(LIMITS);
    }

    private static WatchFigures.Served served(
            double fallbacks, double interventions, Double p99, @Nullable Double drift) {
        return new WatchFigures.Served(1000, fallbacks, interventions, p99, drift);
    }
}
