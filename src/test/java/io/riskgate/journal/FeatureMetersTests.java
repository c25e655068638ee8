package io.riskgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureSettings;
import io.riskgate.feature.LabelTimeline;
import io.riskgate.metric.Metric;
import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** What is reported of the profiles. */
class FeatureMetersTests {

    private static final FeatureSet ACCOUNTS =
            FeatureSet.parse("features: [{name: a, count: {by: accountId, over: 7d}}]");
    private static final FeatureSet CARDS =
            FeatureSet.parse("features: [{name: c, count: {by: cardId, over: 7d}}]");
    private static final FeatureSettings FOUR_AT_MOST =
            new FeatureSettings(
                    Duration.ofDays(180),
                    Duration.ofDays(3),
                    Duration.ofDays(90),
                    4,
                    Duration.ofHours(1));

    private final ServingEngine engine =
            new ServingEngine(FeaturePlan.of(List.of(ACCOUNTS)), FOUR_AT_MOST);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    FeatureMetersTests() {
        new FeatureMeters(engine, registry);
    }

    @Test
    void entitiesAndTheirMemoryByKind() throws Exception {
        observe("a", 0);
        observe("b", 1);
        assertThat(gauge(Metric.FEATURE_ENTITIES, "accountId")).isEqualTo(2);
        double two = gauge(Metric.FEATURE_MEMORY, "accountId");
        assertThat(two).isPositive();
        observe("c", 2);
        assertThat(gauge(Metric.FEATURE_MEMORY, "accountId")).isEqualTo(two * 1.5);

        engine.settle(engine.lastSequence());
        engine.grow(CARDS, (from, events) -> {}, Duration.ofSeconds(1));
        assertThat(gauge(Metric.FEATURE_ENTITIES, "cardId")).isZero();
    }

    @Test
    void readingsOfFoldedWindows() {
        for (int minute = 0; minute < 5; minute++) {
            observe("a", minute);
        }
        assertThat(folded()).isZero();
        observe("a", 7 * 24 * 60);
        assertThat(folded()).isEqualTo(1);
    }

    private double folded() {
        return registry.get(Metric.FEATURE_FOLDED.meter()).functionCounter().count();
    }

    private double gauge(Metric metric, String entity) {
        return registry.get(metric.meter()).tag("entity", entity).gauge().value();
    }

    private void observe(String account, int minute) {
        engine.observe(
                new Transaction(
                        "tx-" + account + minute,
                        Instant.parse("2026-01-01T00:30:00Z").plus(Duration.ofMinutes(minute)),
                        new Amount(100, Currency.getInstance("EUR")),
                        Channel.OTHER,
                        Identifiers.ofAccount(account),
                        Circumstances.NONE,
                        Attributes.NONE),
                LabelTimeline.NONE);
    }
}
