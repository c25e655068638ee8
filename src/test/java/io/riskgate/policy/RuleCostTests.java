package io.riskgate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What 100 live rules of four comparisons each cost a decision. The limit here only catches a
 * change of kind on a busy machine; the figure is printed, and is to be read on a quiet one: {@code
 * ./mvnw -Dtest=RuleCostTests test}.
 */
class RuleCostTests {

    private static final int ROUNDS = 40;
    private static final int CALLS = 1000;
    private static final double LIMIT_MICROS = 250;

    @Test
    void askingAHundredRulesTakesMicroseconds() {
        List<CompiledRule> rules =
                IntStream.range(0, 100)
                        .mapToObj(
                                i ->
                                        Judged.rule(
                                                "rule-" + i,
                                                i,
                                                RuleMode.LIVE,
                                                DecisionOutcome.REVIEW,
                                                "tx.channel == 'ECOMMERCE' && features.amount > "
                                                        + i
                                                        + ".5 && score < 0.9"
                                                        + " && tx.amount.value > 50000"))
                        .toList();
        RuleSet set = new RuleSet(1, rules);
        double[] micros = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                Map<String, Object> facts = Judged.facts(Judged.scored(0.5));
                assertThat(set.walk(facts, RuleSet.Limits.NONE, false).results()).isEmpty();
            }
            micros[round] = (System.nanoTime() - start) / 1000.0 / CALLS;
        }
        Arrays.sort(micros);
        System.out.printf(
                "100 rules a decision: %.1f µs at best, %.1f µs at the median%n",
                micros[0], micros[ROUNDS / 2]);
        assertThat(micros[0]).isLessThan(LIMIT_MICROS);
    }
}
