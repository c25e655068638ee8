package io.riskgate.policy;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scoring;
import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** Evidence and rules for tests. */
final class Judged {

    static final FeatureSet FEATURES =
            FeatureSet.parse(
                    """
                    features:
                      - {name: amount, value: amount}
                      - {name: account_count_7d, count: {by: accountId, over: 7d}}
                      - {name: account_amount_mean_7d, mean: {of: amount, by: accountId, over: 7d}}
                      - {name: account_amount_ratio_7d, ratio: {of: amount, to: account_amount_mean_7d}}
                      - {name: category, one_hot: {field: attributes.category, values: [travel, food]}}
                    """);
    static final FeaturePlan PLAN = FeaturePlan.of(List.of(FEATURES));
    static final PlanColumns COLUMNS = PlanColumns.of(PLAN);
    static final FeatureVector VECTOR =
            FeatureVector.adopt(new float[] {120, 3, Float.NaN, 9.1f, 1, 0});
    static final Thresholds THRESHOLDS = Thresholds.of(0.3, 0.5, 0.9);
    static final RuleLanguage LANGUAGE = new RuleLanguage(PolicySettings.standard());

    private Judged() {}

    static Transaction transaction(Channel channel, long minor, String currency) {
        return new Transaction(
                "tx-1",
                Instant.parse("2026-11-23T23:15:30Z"),
                new Amount(minor, Currency.getInstance(currency)),
                channel,
                Identifiers.of(Map.of(Identifier.ACCOUNT_ID, "acc-1", Identifier.CARD_ID, "c-1")),
                new Circumstances("5411", null, null, null, null),
                Attributes.of(Map.of("basket", "gift-card", "customerAge", 42)));
    }

    static Policy.Evidence scored(double score) {
        Scoring scoring =
                new Scoring.Scored(new ModelReference("fraud", 7), score, false, List.of());
        return evidence(transaction(Channel.ECOMMERCE, 12_000, "EUR"), scoring);
    }

    static Policy.Evidence evidence(Transaction transaction, @Nullable Scoring scoring) {
        return new Policy.Evidence(
                transaction,
                VECTOR,
                PLAN,
                scoring == null ? new Scoring.Unscored(List.of()) : scoring,
                THRESHOLDS,
                () -> new Contributions.Unavailable("none in this test"));
    }

    static CompiledRule rule(
            String id, int priority, RuleMode mode, DecisionOutcome outcome, String expression) {
        Rule rule =
                new Rule(
                        id,
                        1,
                        "",
                        expression,
                        outcome,
                        mode,
                        priority,
                        DecisionOutcome.REVIEW,
                        false,
                        Instant.EPOCH,
                        "test");
        return new CompiledRule(rule, LANGUAGE.compile(expression, COLUMNS));
    }

    static Facts facts(Policy.Evidence evidence) {
        return Facts.of(evidence, COLUMNS, List.of());
    }
}
