package io.riskgate.backtest;

import io.riskgate.feature.FeatureSet;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Policy;
import io.riskgate.policy.RuleTrial;
import io.riskgate.policy.Rules;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks a rule about every decision of a period. */
@Component
public class RuleBacktest {

    private final Past past;
    private final Rules rules;
    private final BacktestSettings settings;

    RuleBacktest(Past past, Rules rules, BacktestSettings settings) {
        this.past = past;
        this.rules = rules;
        this.settings = settings;
    }

    /**
     * What the latest version of a rule would have done in a period.
     *
     * @throws io.riskgate.transaction.RefusedException with {@code not_found}
     */
    public RuleReport run(String ruleId, Period period) {
        RuleTrial trial = rules.trial(ruleId);
        List<RuleTrial> others =
                rules.liveTrials().stream()
                        .filter(other -> !other.rule().id().equals(ruleId))
                        .toList();
        Tally tally = new Tally();
        Past.Labels labels = past.read(period, decision -> ask(decision, trial, others, tally));
        return tally.report(trial, period, labels, settings);
    }

    private void ask(PastDecision decision, RuleTrial trial, List<RuleTrial> others, Tally tally) {
        tally.decisions++;
        Policy.Result result = result(decision, trial);
        if (result == Policy.Result.FAILED) {
            tally.failed++;
        }
        if (result != Policy.Result.MATCHED) {
            return;
        }
        tally.hits.add(decision);
        for (RuleTrial other : others) {
            if (result(decision, other) == Policy.Result.MATCHED) {
                tally.overlap.merge(other.rule().id(), 1L, Long::sum);
            }
        }
    }

    private Policy.Result result(PastDecision decision, RuleTrial trial) {
        FeatureSet features = past.features(decision.decided().planHash());
        return trial.ask(
                decision.transaction(),
                decision.decided().vector(),
                features,
                decision.decided().score());
    }

    /** What was seen so far. */
    private static final class Tally {

        private long decisions;
        private long failed;
        private final List<PastDecision> hits = new ArrayList<>();
        private final Map<String, Long> overlap = new TreeMap<>();

        RuleReport report(
                RuleTrial trial, Period period, Past.Labels labels, BacktestSettings settings) {
            Map<Label, Share> byLabel = new EnumMap<>(Label.class);
            Share all = Share.NONE;
            Share fresh = Share.NONE;
            for (PastDecision hit : hits) {
                all = all.with(hit.amount());
                byLabel.merge(
                        labels.of(hit),
                        Share.NONE.with(hit.amount()),
                        (known, _) -> known.with(hit.amount()));
                if (hit.decided().outcome().compareTo(DecisionOutcome.REVIEW) < 0) {
                    fresh = fresh.with(hit.amount());
                }
            }
            return new RuleReport(
                    trial.rule().id(),
                    trial.rule().version(),
                    period,
                    decisions,
                    all,
                    failed,
                    byLabel.getOrDefault(Label.FRAUD, Share.NONE),
                    byLabel.getOrDefault(Label.LEGITIMATE, Share.NONE),
                    byLabel.getOrDefault(Label.UNKNOWN, Share.NONE),
                    fresh,
                    overlap.entrySet().stream()
                            .map(entry -> new RuleReport.Overlap(entry.getKey(), entry.getValue()))
                            .sorted(Comparator.comparing(one -> -one.count()))
                            .toList(),
                    "Only matured labels count: a verdict known now, or no report for "
                            + settings.labelDelay().toDays()
                            + " days on a transaction that was let through. Lists are not known"
                            + " any more and were taken as empty.");
        }
    }
}
