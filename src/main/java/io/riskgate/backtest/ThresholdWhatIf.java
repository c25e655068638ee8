package io.riskgate.backtest;

import io.riskgate.registry.Thresholds;
import io.riskgate.transaction.Channel;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Set;

/** What other thresholds would have done to the scored decisions of a period. */
@Component
public class ThresholdWhatIf {

    private final Past past;
    private final BacktestSettings settings;

    ThresholdWhatIf(Past past, BacktestSettings settings) {
        this.past = past;
        this.settings = settings;
    }

    /**
     * The effect of thresholds, and a better pair of them.
     *
     * @param channel only its decisions, null for all
     * @param reviewCapacity how many reviews the period may have; null for no proposal
     */
    public ThresholdReport run(
            Period period,
            Thresholds.Bands bands,
            @Nullable Channel channel,
            @Nullable Long reviewCapacity) {
        Tally tally =
                past.read(period, Set.of(), () -> new Tally(channel, new Effects(bands, settings)));
        return new ThresholdReport(
                period,
                tally.decisions,
                tally.buckets.unlabelled(),
                tally.asked.effect(),
                reviewCapacity == null ? null : tally.buckets.cheapest(reviewCapacity, settings),
                Label.explained(settings.labelDelay()));
    }

    /** What was seen so far. */
    private static final class Tally implements Past.Tally<Tally> {

        private final @Nullable Channel channel;
        private final Effects asked;
        private final Buckets buckets = new Buckets();
        private long decisions;

        Tally(@Nullable Channel channel, Effects asked) {
            this.channel = channel;
            this.asked = asked;
        }

        @Override
        public void add(PastDecision past) {
            Double score = past.decision().score();
            if (score != null && (channel == null || past.decision().channel() == channel)) {
                decisions++;
                asked.add(score, new Share(1, past.amount()), past.label());
                buckets.add(score, past.amount(), past.label());
            }
        }

        @Override
        public void merge(Tally other) {
            decisions += other.decisions;
            asked.merge(other.asked);
            buckets.merge(other.buckets);
        }
    }
}
