package io.riskgate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.runtime.CelEvaluationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rules that are written to stall a decision: each is refused, or is cut off and the decision says
 * so.
 */
class HostileRuleTests {

    private static final long PATIENCE_MILLIS = 250;

    private final Layers layers =
            new Layers(
                    new Posture(PolicySettings.standard(), ReferenceRates.standard()),
                    new Plans(),
                    PolicySettings.standard());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tx.accountId.matches('^(((a{30}){30}){30})+$')",
                "tx.accountId.matches('(a|aa|aaa|aaaa|aaaaa|aaaaaa){1,64}b')",
                "(tx.accountId + 'BIG').matches('a*b')",
                "matches(tx.accountId + 'BIG', 'a*b')",
                "[[1, 2], [3, 4]].all(x, x.all(y, [5, 6].all(z, x == y || z == y)))",
                "['BIG'].map(s, JOINED).size() == 1",
                "[[1, 2, 3, 4, 5, 6, 7, 8, 9]].exists(s, (JOINED).size() == 7)",
                "[RANGE].map(x, x * 2).map(x, x * 2).map(x, x * 2).size() > 0",
                "NESTED",
                "LONG"
            })
    void isRefusedOrNeverDone(String expression) {
        assertThat(refusedOrCutOff(written(expression))).as(expression).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[RANGE].all(x, x >= 0)",
                "[RANGE].exists(x, [x, x, x, x, x, x, x, x].size() == 0)",
                "[RANGE].filter(x, x % 2 == 0).size() == 1"
            })
    void isCutOffAndTheDecisionIsDegraded(String expression) {
        CompiledRule rule = rule("hostile", written(expression));

        Policy.Judgement judgement = timed(() -> judge(Long.MAX_VALUE, List.of(rule)));

        assertThat(judgement.degraded()).isTrue();
        assertThat(judgement.outcome()).as("what it declares").isEqualTo(DecisionOutcome.REVIEW);
        assertThat(judgement.reasons().getFirst().code()).isEqualTo("RULE_FAILED_HOSTILE");
    }

    @Test
    void theWorstThatPassesTakesNoLongerThanADecisionHas() {
        String joined = IntStream.range(0, 16).mapToObj(i -> "s").collect(Collectors.joining("+"));
        List<CompiledRule> rules = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rules.add(
                    rule(
                            "worst-" + i,
                            "['"
                                    + "a".repeat(3000)
                                    + "'].exists(s, ("
                                    + joined
                                    + ").size() == 1)"
                                    + " || tx.accountId.matches('(a|b|c)*d')"
                                    + " || [RANGE10].exists(x, x == 11)"
                                            .replace("RANGE10", range(150))));
        }

        Policy.Judgement judgement = timed(() -> judge(5_000_000, rules));

        assertThat(judgement).isNotNull();
    }

    @Test
    void whatComesAfterTheBudgetIsNotAskedAndKnownToBe() {
        List<CompiledRule> rules =
                List.of(
                        rule("heavy", "[1, 2].exists(x, x == 3)"),
                        rule("light", "tx.amount.value == 0"));

        Policy.Judgement judgement = judge(-1, rules);

        assertThat(judgement.degraded()).isTrue();
        assertThat(judgement.basis().cutOff()).containsExactly("heavy");
        Policy.Judgement again =
                layers.trace(Judged.scored(0.01), new RuleSet(1, rules), judgement.basis())
                        .judgement();
        assertThat(again).as("and is not asked when judged again").isEqualTo(judgement);
    }

    private Policy.Judgement judge(long budgetNanos, List<CompiledRule> rules) {
        PolicyBasis basis = new PolicyBasis(1, List.of(), null, null, List.of(), null);
        return new Layers(
                        new Posture(PolicySettings.standard(), ReferenceRates.standard()),
                        new Plans(),
                        budget(budgetNanos))
                .weigh(Judged.scored(0.01), new RuleSet(1, rules), basis);
    }

    private static PolicySettings budget(long nanos) {
        PolicySettings standard = PolicySettings.standard();
        PolicySettings.RuleLimits limits = standard.rules();
        return new PolicySettings(
                standard.posture(),
                standard.watchOutcome(),
                new PolicySettings.RuleLimits(
                        limits.maxLength(),
                        limits.maxNodes(),
                        limits.maxIterations(),
                        Duration.ofNanos(nanos)),
                standard.exploration(),
                standard.poll());
    }

    /* The best of a few: what is asked is what it costs, not what else the machine does. */
    private static Policy.Judgement timed(Supplier<Policy.Judgement> work) {
        long best = Long.MAX_VALUE;
        Policy.Judgement judgement = work.get();
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            judgement = work.get();
            best = Math.min(best, System.nanoTime() - start);
        }
        assertThat(best / 1_000_000).isLessThan(PATIENCE_MILLIS);
        return judgement;
    }

    private static CompiledRule rule(String id, String expression) {
        return Judged.rule(id, 0, RuleMode.LIVE, DecisionOutcome.DECLINE, expression);
    }

    private static boolean refusedOrCutOff(String expression) {
        try {
            RuleProgram program = Judged.LANGUAGE.compile(expression, Judged.COLUMNS);
            program.matches(Judged.facts(Judged.scored(0.01)));
            return false;
        } catch (RuleRefusedException | CelEvaluationException stopped) {
            return true;
        }
    }

    private static String written(String template) {
        String joined = IntStream.range(0, 150).mapToObj(i -> "s").collect(Collectors.joining("+"));
        return template.replace("BIG", "a".repeat(3000))
                .replace("JOINED", joined)
                .replace("RANGE", range(250))
                .replace("NESTED", "!(".repeat(200) + "true" + ")".repeat(200))
                .replace("LONG", "true || ".repeat(2000) + "true");
    }

    private static String range(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining(","));
    }
}
