package io.riskgate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Who is let through although the score alone would decline it. */
class ExplorationTests {

    private static final Draw WON = new Draw(0.05, true);
    private static final Draw LOST = new Draw(0.05, false);

    private final Layers layers =
            new Layers(
                    new Posture(PolicySettings.standard(), ReferenceRates.standard()),
                    new Plans(),
                    PolicySettings.standard());

    @Test
    void nobodyUnlessItIsAskedFor() {
        assertThat(new Exploration(PolicySettings.standard()).draw("tx-1")).isNull();
        assertThatThrownBy(() -> new PolicySettings.ExplorationSettings(0.11, "s"))
                .hasMessageContaining("0 to 0.1");
    }

    @Test
    void aShareOfThemAlwaysTheSameAndNotToBeGuessed() {
        Exploration exploration = exploration(0.05, "a");
        Exploration other = exploration(0.05, "b");
        long won = IntStream.range(0, 20_000).filter(i -> wins(exploration, i)).count();
        /* Four standard deviations around 1,000. */
        assertThat(won).isBetween(876L, 1124L);
        assertThat(
                        IntStream.range(0, 20_000)
                                .filter(i -> wins(exploration, i) && wins(other, i))
                                .count())
                .isBetween(22L, 78L);
        assertThat(exploration.draw("tx-7")).isEqualTo(exploration(0.05, "a").draw("tx-7"));
    }

    @Test
    void whatTheScoreAloneDeclinesIsApprovedWithItsLotOnRecord() {
        Policy.Judgement through = judge(0.95, WON);
        assertThat(through.outcome()).isEqualTo(DecisionOutcome.APPROVE);
        assertThat(through.reasons()).isEmpty();
        assertThat(through.basis().draw()).isEqualTo(WON);
        Policy.Judgement declined = judge(0.95, LOST);
        assertThat(declined.outcome()).isEqualTo(DecisionOutcome.DECLINE);
        assertThat(declined.basis().draw()).isEqualTo(LOST);
        assertThat(again(0.95, through).outcome()).isEqualTo(DecisionOutcome.APPROVE);
    }

    @Test
    void whereTheScoreDoesNotDeclineThereIsNoLot() {
        assertThat(judge(0.6, WON).outcome()).isEqualTo(DecisionOutcome.REVIEW);
        assertThat(judge(0.6, WON).basis().draw()).isNull();
    }

    @Test
    void whatARuleOrTheWatchListObjectsToIsNotLetThrough() {
        CompiledRule review = Judged.rule("r", 1, RuleMode.LIVE, DecisionOutcome.REVIEW, "true");
        assertThat(judge(0.95, WON, review).outcome()).isEqualTo(DecisionOutcome.DECLINE);
        assertThat(judge(0.95, WON, review).basis().draw()).isNull();
        PolicyBasis watched =
                new PolicyBasis(1, List.of(), null, DecisionOutcome.REVIEW, List.of(), WON);
        Policy.Judgement judged =
                layers.weigh(Judged.scored(0.95), new RuleSet(1, List.of()), watched);
        assertThat(judged.outcome()).isEqualTo(DecisionOutcome.DECLINE);
    }

    private Policy.Judgement judge(double score, @Nullable Draw draw, CompiledRule... rules) {
        PolicyBasis basis = new PolicyBasis(1, List.of(), null, null, List.of(), draw);
        return layers.weigh(Judged.scored(score), new RuleSet(1, List.of(rules)), basis);
    }

    private Policy.Judgement again(double score, Policy.Judgement first) {
        return layers.trace(Judged.scored(score), new RuleSet(1, List.of()), first.basis())
                .judgement();
    }

    private static boolean wins(Exploration exploration, int number) {
        return Objects.requireNonNull(exploration.draw("tx-" + number)).letThrough();
    }

    private static Exploration exploration(double share, String secret) {
        PolicySettings standard = PolicySettings.standard();
        return new Exploration(
                new PolicySettings(
                        standard.posture(),
                        standard.watchOutcome(),
                        standard.rules(),
                        new PolicySettings.ExplorationSettings(share, secret),
                        Duration.ofSeconds(1)));
    }
}
