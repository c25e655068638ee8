package io.riskgate.feature;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Whether entities go when their last event has left the longest window, and their memory too. */
class DroppingTest {

    private static final FeaturePlan PLAN =
            FeaturePlan.of(
                    List.of(
                            FeatureSet.parse(
                                    """
                                    features:
                                      - {name: count, count: {by: accountId, over: 7d}}
                                      - {name: sum, sum: {of: amount, by: accountId, over: 1d}}
                                      - {name: rate, fraud_rate: {by: accountId, over: 7d}}
                                    """)));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final LabelTimeline FRAUD =
            LabelTimeline.of(new long[] {0}, new boolean[] {true});

    private final FeatureEngine engine = FeatureEngines.inMemory(PLAN, FeatureSettings.defaults());
    private final FeatureEngine without = FeatureEngines.inMemory(PLAN, FeatureSettings.defaults());

    @Test
    void whatCameOnceIsGoneAfterTheLongestWindowAndTheAllowedLateness() {
        for (int i = 0; i < 1_000; i++) {
            engine.observe(
                    transaction("once-" + i, START), i % 3 == 0 ? FRAUD : LabelTimeline.NONE);
        }
        engine.settle(engine.lastSequence());
        assertThat(engine.use().getFirst().entities()).isEqualTo(1_000);
        long full = engine.use().getFirst().bytes();
        assertThat(full).isGreaterThan(1_000 * 100);

        busyUntil(START.plus(Duration.ofDays(9)));
        assertThat(engine.use().getFirst().entities()).isEqualTo(1_001);

        busyUntil(START.plus(Duration.ofDays(40)));
        assertThat(engine.use()).isEqualTo(without.use());
        assertThat(engine.use().getFirst().entities()).isEqualTo(1);
        assertThat(engine.use().getFirst().bytes()).isLessThan(full / 2);
    }

    @Test
    void whatIsTakenBackIsNoEntity() {
        long first = engine.observe(transaction("one", START), FRAUD).sequence();
        engine.observe(transaction("other", START), LabelTimeline.NONE);

        engine.retractFrom(first);

        assertThat(engine.use()).isEqualTo(without.use());
    }

    private void busyUntil(Instant end) {
        Instant from = START.plus(Duration.ofMinutes(5 * without.lastSequence()));
        for (Instant at = from; at.isBefore(end); at = at.plus(Duration.ofMinutes(5))) {
            Transaction transaction = transaction("busy", at);
            engine.settle(engine.observe(transaction, LabelTimeline.NONE).sequence());
            without.settle(without.observe(transaction, LabelTimeline.NONE).sequence());
        }
    }

    private static Transaction transaction(String account, Instant at) {
        return new Transaction(
                "tx-" + account + at,
                at,
                new Amount(100, Currency.getInstance("EUR")),
                Channel.OTHER,
                Identifiers.ofAccount(account),
                Circumstances.NONE,
                Attributes.NONE);
    }
}
