package io.riskgate.backtest;

import io.riskgate.feature.FeatureSet;
import io.riskgate.journal.History;
import io.riskgate.outcome.TransactionReports;
import io.riskgate.outcome.Verdict;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.ReferenceRates;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reads the decisions of a period, and what became of them. */
@Component
class Past {

    private final History history;
    private final JdbcClient jdbc;
    private final ReferenceRates rates;
    private final BacktestSettings settings;
    private final Clock clock;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Map<String, FeatureSet> plans = new ConcurrentHashMap<>();

    Past(
            History history,
            JdbcClient jdbc,
            ReferenceRates rates,
            BacktestSettings settings,
            Clock clock) {
        this.history = history;
        this.jdbc = jdbc;
        this.rates = rates;
        this.settings = settings;
        this.clock = clock;
    }

    /** Hands over each decision on a transaction that occurred in [from, to), in order. */
    Labels read(Period period, Consumer<PastDecision> decisions) {
        Map<String, TransactionReports> reports = new HashMap<>();
        history.replay(
                0,
                event -> {
                    switch (event) {
                        case History.Transacted transacted -> pass(transacted, period, decisions);
                        case History.Reported reported ->
                                reports.merge(
                                        reported.report().transactionId(),
                                        TransactionReports.NONE.with(reported.report()),
                                        (known, _) -> known.with(reported.report()));
                    }
                });
        return new Labels(reports, clock.instant().minus(settings.labelDelay()), clock.instant());
    }

    /** The definitions of the columns of vectors written with a plan. */
    FeatureSet features(String planHash) {
        return plans.computeIfAbsent(planHash, this::load);
    }

    private void pass(History.Transacted event, Period period, Consumer<PastDecision> decisions) {
        History.Decided decided = event.decided();
        if (decided != null && period.contains(event.transaction().occurredAt())) {
            double amount =
                    rates.convert(event.transaction().amount())
                            .orElse(event.transaction().amount().majorUnits());
            decisions.accept(new PastDecision(event.transaction(), decided, amount));
        }
    }

    private FeatureSet load(String planHash) {
        String declarations =
                jdbc.sql("select declarations::text from feature_plan where hash = ?")
                        .param(planHash)
                        .query(String.class)
                        .single();
        return FeatureSet.ofDeclarations(
                mapper.readValue(declarations, new TypeReference<List<Map<String, Object>>>() {}));
    }

    /** What became of transactions, by what is known now. */
    record Labels(Map<String, TransactionReports> reports, Instant matured, Instant now) {

        Label of(PastDecision decision) {
            TransactionReports known =
                    reports.getOrDefault(
                            decision.transaction().transactionId(), TransactionReports.NONE);
            return known.verdictAt(now)
                    .map(verdict -> verdict == Verdict.FRAUD ? Label.FRAUD : Label.LEGITIMATE)
                    .orElseGet(() -> silence(decision));
        }

        private Label silence(PastDecision decision) {
            DecisionOutcome outcome = decision.decided().outcome();
            boolean stopped =
                    outcome == DecisionOutcome.DECLINE || outcome == DecisionOutcome.CHALLENGE;
            return !stopped && decision.transaction().occurredAt().isBefore(matured)
                    ? Label.LEGITIMATE
                    : Label.UNKNOWN;
        }
    }
}
