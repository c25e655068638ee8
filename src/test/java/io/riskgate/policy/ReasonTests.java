package io.riskgate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.feature.FeatureDefinition;
import io.riskgate.feature.FeatureSet;
import io.riskgate.scoring.Contributions;
import io.riskgate.transaction.Channel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;

/** Reasons: which features, under which codes, in which words. */
class ReasonTests {

    private static final Reason SCORE = new Reason("MODEL_SCORE", "", null);

    @Test
    void namesTheFourThatAddedMost() {
        List<Reason> reasons =
                ModelReasons.of(
                        exact(0.3, -1.0, 0.05, 0.41, 0.2, 0.1),
                        Judged.VECTOR,
                        Judged.COLUMNS,
                        SCORE);

        assertThat(reasons)
                .extracting(Reason::code)
                .containsExactly(
                        "ACCOUNT_AMOUNT_RATIO_7D", "AMOUNT", "CATEGORY_TRAVEL", "CATEGORY_FOOD");
        assertThat(reasons.getFirst().contribution()).isEqualTo(0.41);
        assertThat(reasons.getFirst().text())
                .isEqualTo("Amount is 9.1 times the account's 7-day mean");
        assertThat(reasons.get(2).text()).isEqualTo("Category is travel");
    }

    @Test
    void givesTheBareScoreWhereTheModelCannotBeExplained() {
        assertThat(
                        ModelReasons.of(
                                new Contributions.Unavailable("no trees"),
                                Judged.VECTOR,
                                Judged.COLUMNS,
                                SCORE))
                .containsExactly(SCORE);
        assertThat(
                        ModelReasons.of(
                                exact(-1, -1, -1, -1, -1, -1),
                                Judged.VECTOR,
                                Judged.COLUMNS,
                                SCORE))
                .containsExactly(SCORE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count: {by: accountId, over: 7d}                | 12   | 12 transactions of the"
                        + " account in 7 days",
                "distinct: {of: merchantId, by: cardId, over: 24h} | 3  | 3 different merchants of"
                        + " the card in 1 day",
                "sum: {of: amount, by: accountId, over: 1d}      | 250  | The account's sum amount"
                        + " in 1 day is 250",
                "since_last: {by: accountId}                     | 90   | 90 s since the account's"
                        + " last transaction",
                "since_last: {by: accountId}                     | NaN  | The account has no"
                        + " earlier transaction to compare with",
                "travel_speed: {by: accountId}                   | 812  | 812 km/h since the"
                        + " account's last transaction",
                "fraud_rate: {by: terminalId, over: 7d, delay: 7d} | 0.25 | 25 % of the terminal's"
                        + " transactions in 7 days until 7 days ago were fraud",
                "calendar: weekend                               | 1    | Made at the weekend",
                "calendar: {hours: [22, 3]}                      | 1    | Made between 22 and 3 h",
                "equals: {field: channel, value: ATM}            | 1    | Channel is ATM",
                "log1p: {of: amount}                             | 0    | Amount is 0",
                "first_seen: {by: deviceId}                      | 259200 | The device is known for"
                        + " 3 d"
            })
    void saysWhatAValueMeans(String declaration, double value, String text) {
        FeatureDefinition feature =
                FeatureSet.parse("features:\n  - {name: some_name, " + declaration + "}")
                        .definitions()
                        .getFirst();

        assertThat(FeatureWords.text(feature, "some_name", value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "CARD_PRESENT,     5000, EUR, APPROVE",
        "CARD_PRESENT,    25000, EUR, REVIEW",
        "ECOMMERCE,        2900, EUR, APPROVE",
        "ECOMMERCE,        3000, EUR, CHALLENGE",
        "ECOMMERCE,       15000, EUR, REVIEW",
        "TRANSFER,        50000, EUR, REVIEW",
        "TRANSFER, 999999999999, EUR, REVIEW",
        "ECOMMERCE,        3000, JPY, APPROVE",
        "ECOMMERCE,       30000, JPY, REVIEW",
        "OTHER,             100, XAF, REVIEW"
    })
    void takesAPostureByChannelAndAmountWhereNoModelAnswered(
            Channel channel, long minor, String currency, DecisionOutcome expected) {
        Posture posture = new Posture(PolicySettings.standard(), ReferenceRates.standard());

        assertThat(posture.outcome(Judged.transaction(channel, minor, currency)))
                .isEqualTo(expected);
        assertThat(posture.reason(Judged.transaction(channel, minor, currency)).code())
                .isEqualTo(currency.equals("XAF") ? "NO_SCORE_CURRENCY" : "NO_SCORE_AMOUNT");
    }

    private static Contributions exact(double... values) {
        return new Contributions.Exact(
                -3, Judged.FEATURES.columns(), Arrays.stream(values).boxed().toList());
    }
}
