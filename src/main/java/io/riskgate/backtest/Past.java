package io.riskgate.backtest;

import io.riskgate.journal.DecisionScan;
import io.riskgate.journal.DecisionScan.Scanned;
import io.riskgate.journal.JournalReader;
import io.riskgate.outcome.Verdict;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.ReferenceRates;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the decisions of a period, and what became of them. */
@Component
class Past {

    private final DecisionScan scan;
    private final JournalReader journal;
    private final ReferenceRates rates;
    private final BacktestSettings settings;
    private final Clock clock;

    Past(
            DecisionScan scan,
            JournalReader journal,
            ReferenceRates rates,
            BacktestSettings settings,
            Clock clock) {
        this.scan = scan;
        this.journal = journal;
        this.rates = rates;
        this.settings = settings;
        this.clock = clock;
    }

    /** What one thread has counted; several are added up. */
    interface Tally<T> {

        void add(PastDecision decision);

        void merge(T other);
    }

    /**
     * Counts each decision on a transaction that occurred in [from, to).
     *
     * @param parts what is needed of each
     * @param tallies makes one for each thread
     */
    <T extends Tally<T>> T read(Period period, Set<DecisionScan.Part> parts, Supplier<T> tallies) {
        Labels labels = labels();
        List<T> all = Collections.synchronizedList(new ArrayList<>());
        scan.read(
                new DecisionScan.Stretch(period.from(), period.to(), parts),
                () -> {
                    T tally = tallies.get();
                    all.add(tally);
                    return decision ->
                            tally.add(
                                    new PastDecision(
                                            decision, amount(decision), labels.of(decision)));
                });
        T sum = tallies.get();
        all.forEach(sum::merge);
        return sum;
    }

    /* Where no rate is known the major units stand for themselves. */
    private double amount(Scanned decision) {
        return rates.convert(decision.amount()).orElse(decision.amount().majorUnits());
    }

    private Labels labels() {
        Instant now = clock.instant();
        Map<String, Verdict> verdicts = new HashMap<>();
        journal.reportsUpTo(Long.MAX_VALUE)
                .forEach(
                        (transaction, reports) ->
                                reports.verdictAt(now)
                                        .ifPresent(verdict -> verdicts.put(transaction, verdict)));
        return new Labels(verdicts, now.minus(settings.labelDelay()));
    }

    /** What became of transactions, by what is known now. */
    private record Labels(Map<String, Verdict> verdicts, Instant matured) {

        Label of(Scanned decision) {
            Verdict verdict = verdicts.get(decision.transactionId());
            if (verdict != null) {
                return verdict == Verdict.FRAUD ? Label.FRAUD : Label.LEGITIMATE;
            }
            boolean stopped =
                    decision.outcome() == DecisionOutcome.DECLINE
                            || decision.outcome() == DecisionOutcome.CHALLENGE;
            return !stopped && decision.occurredAt().isBefore(matured)
                    ? Label.LEGITIMATE
                    : Label.UNKNOWN;
        }
    }
}
