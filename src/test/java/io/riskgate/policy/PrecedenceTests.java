package io.riskgate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riskgate.transaction.Identifier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Lists before rules before thresholds, the most severe wins: against a plain re-telling. */
class PrecedenceTests {

    private static final DecisionOutcome[] OUTCOMES = DecisionOutcome.values();
    private static final int ROUNDS = 2000;

    private final Layers layers =
            new Layers(
                    new Posture(PolicySettings.standard(), ReferenceRates.standard()),
                    new Plans(),
                    PolicySettings.standard());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void judgesAsToldInWords(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<CompiledRule> rules = rules(random);
            double score = random.nextDouble();
            PolicyBasis basis = basis(hits(random));

            Policy.Judgement judgement =
                    layers.weigh(Judged.scored(score), new RuleSet(1, rules), basis);

            assertThat(judgement.outcome())
                    .as("seed %d round %d: %s %s %s", seed, round, basis, rules, score)
                    .isEqualTo(told(rules, score, basis));
            assertThat(judgement.reasons().isEmpty())
                    .isEqualTo(judgement.outcome().compareTo(DecisionOutcome.REVIEW) < 0);
        }
    }

    @Test
    void anApproveRuleEndsTheEvaluationBeforeMoreSevereOnesOfLowerPriority() {
        CompiledRule approve = rule("a", 10, RuleMode.LIVE, DecisionOutcome.APPROVE, "true");
        CompiledRule decline = rule("b", 5, RuleMode.LIVE, DecisionOutcome.DECLINE, "true");

        assertThat(outcome(approve, decline)).isEqualTo(DecisionOutcome.APPROVE);
        assertThat(
                        outcome(
                                rule("c", 10, RuleMode.SHADOW, DecisionOutcome.APPROVE, "true"),
                                decline))
                .isEqualTo(DecisionOutcome.DECLINE);
        assertThat(outcome(rule("d", 5, RuleMode.LIVE, DecisionOutcome.APPROVE, "true"), decline))
                .isEqualTo(DecisionOutcome.DECLINE);
    }

    @Test
    void aFailedRuleTakesItsDeclaredOutcomeAndDegrades() {
        CompiledRule failing =
                rule("f", 0, RuleMode.LIVE, DecisionOutcome.APPROVE, "tx.attributes.absent == 'x'");
        Policy.Judgement judgement = judge(failing);

        assertThat(judgement.outcome()).isEqualTo(DecisionOutcome.REVIEW);
        assertThat(judgement.degraded()).isTrue();
        assertThat(judgement.rules()).singleElement().extracting(RuleResult::id).isEqualTo("f");
        assertThat(judgement.reasons())
                .singleElement()
                .extracting(Reason::code)
                .isEqualTo("RULE_FAILED_F");
    }

    @Test
    void aShadowRuleIsRecordedAndChangesNothing() {
        Policy.Judgement judgement =
                judge(
                        rule("s", 0, RuleMode.SHADOW, DecisionOutcome.DECLINE, "true"),
                        rule(
                                "t",
                                0,
                                RuleMode.SHADOW,
                                DecisionOutcome.DECLINE,
                                "tx.attributes.absent == 'x'"));

        assertThat(judgement.outcome()).isEqualTo(DecisionOutcome.APPROVE);
        assertThat(judgement.degraded()).isFalse();
        assertThat(judgement.rules()).hasSize(2);
    }

    @Test
    void tellsEveryStepWithWhatItRead() {
        Policy.Trace trace =
                layers.trace(
                        Judged.scored(0.1),
                        new RuleSet(
                                4,
                                List.of(
                                        rule(
                                                "x",
                                                1,
                                                RuleMode.LIVE,
                                                DecisionOutcome.REVIEW,
                                                "features.amount > 100.0"),
                                        rule(
                                                "y",
                                                0,
                                                RuleMode.LIVE,
                                                DecisionOutcome.REVIEW,
                                                "tx.amount.value > 99999"))),
                        basis(List.of()));

        assertThat(trace.evaluated())
                .extracting(Policy.Evaluated::id, Policy.Evaluated::result)
                .containsExactly(
                        tuple("x", Policy.Result.MATCHED), tuple("y", Policy.Result.NOT_MATCHED));
        assertThat(trace.evaluated().get(0).values()).containsEntry("features.amount", "120.0");
        assertThat(trace.evaluated().get(1).values()).containsEntry("tx.amount.value", "12000");
    }

    private static PolicyBasis basis(List<ListHit> hits) {
        boolean watched = hits.stream().anyMatch(hit -> hit.list() == ListName.WATCH);
        return new PolicyBasis(
                1, hits, null, watched ? DecisionOutcome.REVIEW : null, List.of(), null);
    }

    private DecisionOutcome outcome(CompiledRule... rules) {
        return judge(rules).outcome();
    }

    private Policy.Judgement judge(CompiledRule... rules) {
        return layers.weigh(Judged.scored(0.01), new RuleSet(1, List.of(rules)), basis(List.of()));
    }

    private static CompiledRule rule(
            String id, int priority, RuleMode mode, DecisionOutcome outcome, String expression) {
        return Judged.rule(id, priority, mode, outcome, expression);
    }

    private static DecisionOutcome told(List<CompiledRule> rules, double score, PolicyBasis basis) {
        if (listed(basis, ListName.BLOCK)) {
            return DecisionOutcome.DECLINE;
        }
        if (listed(basis, ListName.ALLOW)) {
            return DecisionOutcome.APPROVE;
        }
        int outcome = listed(basis, ListName.WATCH) ? DecisionOutcome.REVIEW.ordinal() : 0;
        List<CompiledRule> order = new ArrayList<>(rules);
        order.sort(
                Comparator.comparingInt((CompiledRule one) -> one.rule().priority())
                        .thenComparing(one -> one.rule().outcome())
                        .reversed());
        for (CompiledRule one : order) {
            if (one.rule().mode() == RuleMode.LIVE && one.rule().expression().equals("true")) {
                outcome = Math.max(outcome, one.rule().outcome().ordinal());
                if (one.rule().outcome() == DecisionOutcome.APPROVE) {
                    return OUTCOMES[outcome];
                }
            }
        }
        int banded = score >= 0.9 ? 3 : score >= 0.5 ? 2 : score >= 0.3 ? 1 : 0;
        return OUTCOMES[Math.max(outcome, banded)];
    }

    private static boolean listed(PolicyBasis basis, ListName list) {
        return basis.listHits().stream().anyMatch(hit -> hit.list() == list);
    }

    private static List<CompiledRule> rules(Random random) {
        List<CompiledRule> rules = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            rules.add(
                    rule(
                            "r" + i,
                            random.nextInt(3),
                            RuleMode.values()[random.nextInt(3)],
                            OUTCOMES[random.nextInt(OUTCOMES.length)],
                            random.nextBoolean() ? "true" : "false"));
        }
        return rules;
    }

    private static List<ListHit> hits(Random random) {
        List<ListHit> hits = new ArrayList<>();
        for (ListName list : ListName.values()) {
            if (random.nextInt(4) == 0) {
                hits.add(new ListHit(list, Identifier.CARD_ID, "c-1", "because"));
            }
        }
        return hits;
    }
}
