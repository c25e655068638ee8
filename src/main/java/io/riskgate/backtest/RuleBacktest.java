package io.riskgate.backtest;

import io.riskgate.journal.DecisionScan;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Policy;
import io.riskgate.policy.RuleTrial;
import io.riskgate.policy.Rules;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
        return past.read(period, parts(trial, others), () -> new Tally(trial, others))
                .report(period, settings);
    }

    private static Set<DecisionScan.Part> parts(RuleTrial trial, List<RuleTrial> others) {
        Set<DecisionScan.Part> parts = EnumSet.of(DecisionScan.Part.DETAIL);
        List<RuleTrial> all = new ArrayList<>(others);
        all.add(trial);
        if (all.stream().anyMatch(RuleTrial::readsAttributes)) {
            parts.add(DecisionScan.Part.ATTRIBUTES);
        }
        if (all.stream().anyMatch(RuleTrial::readsLists)) {
            parts.add(DecisionScan.Part.LISTS);
        }
        return parts;
    }

    /** What was seen so far. */
    private static final class Tally implements Past.Tally<Tally> {

        private final RuleTrial trial;
        private final List<RuleTrial> others;
        private final Map<Label, Share> hits = new EnumMap<>(Label.class);
        private final Map<String, Long> overlap = new TreeMap<>();
        private Share newlyStopped = Share.NONE;
        private long decisions;
        private long failed;

        Tally(RuleTrial trial, List<RuleTrial> others) {
            this.trial = trial;
            this.others = others;
        }

        @Override
        public void add(PastDecision past) {
            decisions++;
            RuleTrial.Question question = question(past.decision());
            Policy.Result result = trial.ask(question);
            if (result == Policy.Result.FAILED) {
                failed++;
            }
            if (result != Policy.Result.MATCHED) {
                return;
            }
            hits.merge(past.label(), new Share(1, past.amount()), Share::plus);
            if (past.decision().outcome().compareTo(DecisionOutcome.REVIEW) < 0) {
                newlyStopped = newlyStopped.plus(new Share(1, past.amount()));
            }
            for (RuleTrial other : others) {
                if (other.ask(question) == Policy.Result.MATCHED) {
                    overlap.merge(other.rule().id(), 1L, Long::sum);
                }
            }
        }

        private static RuleTrial.Question question(DecisionScan.Scanned decision) {
            DecisionScan.Detail detail = Objects.requireNonNull(decision.detail());
            return new RuleTrial.Question(
                    detail.transaction(),
                    detail.vector(),
                    detail.features(),
                    decision.score(),
                    detail.listHits());
        }

        @Override
        public void merge(Tally other) {
            decisions += other.decisions;
            failed += other.failed;
            newlyStopped = newlyStopped.plus(other.newlyStopped);
            other.hits.forEach((label, share) -> hits.merge(label, share, Share::plus));
            other.overlap.forEach((rule, count) -> overlap.merge(rule, count, Long::sum));
        }

        RuleReport report(Period period, BacktestSettings settings) {
            return new RuleReport(
                    trial.rule().id(),
                    trial.rule().version(),
                    period,
                    decisions,
                    hits.values().stream().reduce(Share.NONE, Share::plus),
                    failed,
                    hits.getOrDefault(Label.FRAUD, Share.NONE),
                    hits.getOrDefault(Label.LEGITIMATE, Share.NONE),
                    hits.getOrDefault(Label.UNKNOWN, Share.NONE),
                    newlyStopped,
                    overlap.entrySet().stream()
                            .map(entry -> new RuleReport.Overlap(entry.getKey(), entry.getValue()))
                            .sorted(Comparator.comparing(one -> -one.count()))
                            .toList(),
                    Label.explained(settings.labelDelay()));
        }
    }
}
