package io.riskgate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What 100 live rules of four comparisons each cost a decision. The limit here only catches a
 * change of kind on a busy machine; the figure is printed, and is to be read on a quiet one: {@code
 * ./mvnw -Dtest=RuleCostTests test}.
 */
class RuleCostTests {

    private static final int ROUNDS = 40;
    private static final int CALLS = 1000;
    private static final double LIMIT_MICROS = 100;
    private static final double CEL_LIMIT_MICROS = 400;

    @Test
    void askingAHundredRulesTakesMicroseconds() {
        double best =
                cost(
                        "of fields and constants",
                        "tx.channel == 'ECOMMERCE' && features.amount > %d.5 && score < 0.9"
                                + " && tx.amount.value > 50000");

        assertThat(best).isLessThan(LIMIT_MICROS);
    }

    @Test
    void soDoesAskingThoseThatOnlyCelCanAnswer() {
        double best =
                cost(
                        "that CEL interprets",
                        "tx.occurredAt.getHours() >= 22 && features.amount > %d.5 && score < 0.9"
                                + " && tx.accountId.startsWith('x')");

        assertThat(best).isLessThan(CEL_LIMIT_MICROS);
    }

    private static double cost(String what, String expression) {
        List<CompiledRule> rules =
                IntStream.range(0, 100)
                        .mapToObj(
                                i ->
                                        Judged.rule(
                                                "rule-" + i,
                                                i,
                                                RuleMode.LIVE,
                                                DecisionOutcome.REVIEW,
                                                expression.formatted(i)))
                        .toList();
        RuleSet set = new RuleSet(1, rules);
        double[] micros = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                Facts facts = Judged.facts(Judged.scored(0.5));
                assertThat(set.walk(facts, RuleSet.Limits.NONE, false).results()).isEmpty();
            }
            micros[round] = (System.nanoTime() - start) / 1000.0 / CALLS;
        }
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "100 rules %s, a decision: %.1f µs at best, %.1f µs at the median%n",
                what,
                micros[0],
                micros[ROUNDS / 2]);
        return micros[0];
    }
}
