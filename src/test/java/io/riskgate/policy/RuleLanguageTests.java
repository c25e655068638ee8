package io.riskgate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cel.runtime.CelEvaluationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What rules may say, what they see, and what is refused where. */
class RuleLanguageTests {

    private final RuleLanguage language = Judged.LANGUAGE;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tx.amount.value > 10000",
                "tx.amount.major > 100 && tx.amount.currency == 'EUR'",
                "tx.channel == 'ECOMMERCE' && tx.cardId == 'c-1'",
                "tx.occurredAt.getHours() >= 22",
                "tx.attributes.basket == 'gift-card' && tx.attributes.customerAge > 40",
                "features.amount > 100 && features['category=travel'] == 1.0",
                "score > 0.5",
                "has(tx.cardId) && !has(tx.deviceId) && tx.deviceId == ''",
                "has(features.amount) && !has(features.account_amount_mean_7d)",
                "!(features.account_amount_mean_7d > 0.0) && !(features.account_amount_mean_7d <"
                        + " 1.0)",
                "!(features.account_amount_mean_7d > 100) && !(features.account_amount_mean_7d"
                        + " <= 100)",
                "!(100 < features.account_amount_mean_7d) && !(5u <="
                        + " features.account_amount_mean_7d)",
                "!(tx.amount.value < features.account_amount_mean_7d)",
                "!(features.account_amount_mean_7d > tx.attributes.customerAge)",
                "![1, 2].exists(x, features.account_amount_mean_7d > x)",
                "features.amount > tx.attributes.customerAge && features.amount < tx.amount.value",
                "!lists.watch.any && !lists.watch.cardId",
                "['5411', '5412'].exists(category, category == tx.merchantCategory)",
                "tx.accountId.matches('^acc-[0-9]+$')",
                "!has(tx.attributes.absent)",
                "!has(tx.latitude)"
            })
    void seesTheTransactionTheFeaturesTheScoreAndTheLists(String expression) throws Exception {
        Facts facts = Judged.facts(Judged.scored(0.6));

        assertThat(language.compile(expression, Judged.COLUMNS).matches(facts)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tx.amount.major > 'x'            | 1 | 17 | double or int or uint",
                "tx.amount.major                  | 1 | 10 | bool",
                "score > 0.5 && tx.chanel == 'A'  | 1 | 18 | one of",
                "features.amount == 1             | 1 | 17 | double",
                "amount > 1                       | 1 |  1 | one of features, lists, score, tx",
                "features.no_such > 1             | 1 |  9 | one of account_amount_mean_7d"
            })
    void refusesWithPositionAndExpectedType(
            String expression, int line, int column, String expected) {
        RuleFault fault = faults(expression).getFirst();

        assertThat(fault.line()).isEqualTo(line);
        assertThat(fault.column()).isEqualTo(column);
        assertThat(fault.expected()).startsWith(expected);
    }

    @Test
    void namesTheLineOfAFaultFurtherDown() {
        assertThat(faults("score > 0.5 &&\n  tx.channel + 1 == 'x'").getFirst())
                .extracting(RuleFault::line, RuleFault::column)
                .containsExactly(2, 14);
    }

    @Test
    void refusesWhatIsNoExpression() {
        assertThat(faults("tx.").getFirst().line()).isEqualTo(1);
        assertThat(faults("")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,2,3].all(x, [1,2,3].all(y, x + y > 0))",
                "tx.accountId.matches(tx.cardId)",
                "['a'].exists(x, x.matches('a'))",
                "tx.accountId.matches('((a{100}){100}){100}')",
                "tx.cardId.matches('a') || tx.cardId.matches('b') || tx.cardId.matches('c')"
                        + " || tx.cardId.matches('d') || tx.cardId.matches('e')"
            })
    void refusesWhatCouldStallADecision(String expression) throws CelEvaluationException {
        try {
            RuleProgram program = language.compile(expression, Judged.COLUMNS);
            Facts facts = Judged.facts(Judged.scored(0.6));
            assertThat(catchThrowableOfType(Exception.class, () -> program.matches(facts)))
                    .as("cut off")
                    .isNotNull();
        } catch (RuleRefusedException refused) {
            assertThat(refused.ruleFaults()).isNotEmpty();
        }
    }

    @Test
    void refusesAnExpressionOfTooManyPartsOrTooDeep() {
        String wide =
                IntStream.range(0, 300)
                        .mapToObj(i -> "score > 0." + i)
                        .collect(Collectors.joining(" || "));
        String deep = "(".repeat(500) + "true" + ")".repeat(500);

        assertThat(faults(wide)).isNotEmpty();
        assertThat(faults(deep)).isNotEmpty();
        assertThat(faults("'" + "a".repeat(5000) + "' == ''")).isNotEmpty();
    }

    @Test
    void cutsALongComprehensionOff() {
        String literal =
                IntStream.range(0, 250).mapToObj(String::valueOf).collect(Collectors.joining(","));
        RuleProgram program = language.compile("[" + literal + "].all(x, x >= 0)", Judged.COLUMNS);
        Facts facts = Judged.facts(Judged.scored(0.6));

        assertThat(catchThrowableOfType(Exception.class, () -> program.matches(facts)))
                .hasMessageContaining("Iteration budget");
    }

    @Test
    void saysWhatAnExpressionReads() {
        assertThat(
                        language.compile(
                                        "tx.amount.value > 1 && features['category=travel'] > 0"
                                                + " && score > features.amount",
                                        Judged.COLUMNS)
                                .reads())
                .containsExactly(
                        "features.amount", "features.category=travel", "score", "tx.amount.value");
    }

    private List<RuleFault> faults(String expression) {
        RuleRefusedException refused =
                catchThrowableOfType(
                        RuleRefusedException.class,
                        () -> language.compile(expression, Judged.COLUMNS));
        assertThat(refused).as(expression).isNotNull();
        return refused.ruleFaults();
    }
}
