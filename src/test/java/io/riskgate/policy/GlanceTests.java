package io.riskgate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.runtime.CelEvaluationException;

import io.riskgate.feature.FeatureVector;
import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A glance never says anything else than CEL does. */
class GlanceTests {

    private static final int EXPRESSIONS = 2_000;
    private static final int DECISIONS = 20;

    private static final String[] RELATIONS = {"<", "<=", "==", "!=", ">=", ">"};
    private static final String[] EQUALITIES = {"==", "!="};
    private static final String[] NUMBERS = {"0", "1", "42", "100", "-1", "9007199254740993"};
    private static final String[] FRACTIONS = {"0.0", "0.5", "42.0", "99.99", "-1.5", "1e300"};
    private static final String[] TEXTS = {"''", "'ECOMMERCE'", "'c-1'", "'5411'", "'gift-card'"};
    private static final String[] TEXT_FIELDS = {
        "tx.channel", "tx.cardId", "tx.deviceId", "tx.merchantCategory", "tx.amount.currency"
    };

    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tx.channel == 'ECOMMERCE' && features.amount > 5.5 && score < 0.9",
                "tx.amount.value > 50000 || tx.amount.major >= 500",
                "tx.merchantCategory in ['5411', '5412'] && !has(tx.deviceId)",
                "has(tx.attributes.basket) && tx.attributes.basket == 'gift-card'",
                "tx.attributes.newDevice || lists.watch.any",
                "features['category=travel'] == 1.0 && has(features.amount)",
                "!(0.5 > score)"
            })
    void seesWhatRulesMostlySay(String expression) throws CelEvaluationException {
        for (int i = 0; i < 50; i++) {
            Facts facts = facts();
            RuleProgram program = Judged.LANGUAGE.compile(expression, Judged.COLUMNS);
            if (facts.attribute("basket") instanceof String
                    && facts.attribute("newDevice") != null) {
                assertThat(program.glance().at(facts)).isNotEqualTo(Glance.Verdict.UNKNOWN);
            }
            assertSame(expression, program, facts);
        }
    }

    @Test
    void saysWhatCelSays() {
        int seen = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            String expression = expression(3);
            RuleProgram program = Judged.LANGUAGE.compile(expression, Judged.COLUMNS);
            for (int decision = 0; decision < DECISIONS; decision++) {
                seen += assertSame(expression, program, facts()) ? 1 : 0;
            }
        }
        assertThat(seen).isGreaterThan(EXPRESSIONS * DECISIONS / 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1, 2].exists(x, x == 3)",
                "tx.accountId.matches('a') && score > 2.0",
                "tx.attributes['a.b'] == 1",
                "tx.amount.value > 9007199254740993",
                "tx.occurredAt.getHours() > 3"
            })
    void leavesToCelWhatIsNotPlain(String expression) {
        RuleProgram program = Judged.LANGUAGE.compile(expression, Judged.COLUMNS);

        assertThat(program.glance().at(facts())).isEqualTo(Glance.Verdict.UNKNOWN);
    }

    /** Whether the glance had something to say. */
    private static boolean assertSame(String expression, RuleProgram program, Facts facts) {
        Glance.Verdict verdict = program.glance().at(facts);
        if (verdict == Glance.Verdict.UNKNOWN) {
            return false;
        }
        Object said;
        try {
            said = program.matchesByCel(facts);
        } catch (CelEvaluationException failed) {
            said = failed;
        }
        assertThat(said)
                .as("%s of %s", expression, facts.variables())
                .isEqualTo(verdict == Glance.Verdict.TRUE);
        return true;
    }

    private String expression(int depth) {
        return switch (depth == 0 ? 3 : random.nextInt(4)) {
            case 0 -> "(" + expression(depth - 1) + " && " + expression(depth - 1) + ")";
            case 1 -> "(" + expression(depth - 1) + " || " + expression(depth - 1) + ")";
            case 2 -> "!(" + expression(depth - 1) + ")";
            default -> leaf();
        };
    }

    private String leaf() {
        return switch (random.nextInt(14)) {
            case 0 -> "score " + one(RELATIONS) + " " + one(FRACTIONS);
            case 1 -> one(FRACTIONS) + " " + one(RELATIONS) + " features.amount";
            case 2 ->
                    "features.account_amount_mean_7d "
                            + one("<", "<=", ">", ">=")
                            + " "
                            + one(NUMBERS);
            case 3 -> "tx.amount.value " + one(RELATIONS) + " " + one(NUMBERS);
            case 4 -> "tx.amount.major " + one("<", ">=") + " " + one(NUMBERS);
            case 5 -> one(TEXT_FIELDS) + " " + one(EQUALITIES) + " " + one(TEXTS);
            case 6 -> one(TEXT_FIELDS) + " in [" + one(TEXTS) + ", " + one(TEXTS) + "]";
            case 7 -> "has(tx." + one("cardId", "deviceId", "latitude", "merchantCategory") + ")";
            case 8 -> "has(tx.attributes." + one("a", "b", "flag", "text") + ")";
            case 9 -> "has(features." + one("amount", "account_amount_mean_7d") + ")";
            case 10 -> "tx.attributes." + one("a", "b", "text") + " == " + one(NUMBERS);
            case 11 -> "tx.attributes." + one("a", "text") + " < " + one(FRACTIONS);
            case 12 -> "tx.attributes." + one("flag", "text") + " == " + one("true", "'text'");
            default -> one("lists.watch.any", "lists.block.cardId", "tx.attributes.flag");
        };
    }

    private Facts facts() {
        double score = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(3) / 2.0;
        RuleTrial.Question question =
                new RuleTrial.Question(
                        transaction(),
                        FeatureVector.adopt(
                                new float[] {
                                    random.nextInt(3) * 50,
                                    3,
                                    random.nextBoolean() ? Float.NaN : 42,
                                    9.1f,
                                    1,
                                    0
                                }),
                        Judged.PLAN.features(),
                        score,
                        random.nextBoolean()
                                ? List.of()
                                : List.of(
                                        new ListHit(
                                                one(ListName.values()),
                                                Identifier.CARD_ID,
                                                "c-1",
                                                "known")));
        return Facts.ofPast(question, Judged.COLUMNS, score);
    }

    private Transaction transaction() {
        Map<Identifier, String> identifiers = new HashMap<>();
        identifiers.put(Identifier.ACCOUNT_ID, "acc-1");
        if (random.nextBoolean()) {
            identifiers.put(Identifier.CARD_ID, "c-1");
        }
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("basket", "gift-card");
        attributes.put("newDevice", random.nextBoolean());
        attributes.put("a", one(0L, 42L, 42.5, "42", true, 9_007_199_254_740_993L));
        if (random.nextBoolean()) {
            attributes.put("flag", one(true, false, "true"));
        }
        attributes.put("text", one("text", "", 42L));
        return new Transaction(
                "tx-1",
                Instant.parse("2026-11-23T23:15:30Z"),
                new Amount(one(0L, 1L, 42L, 100L, 60_000L), Currency.getInstance("EUR")),
                one(Channel.values()),
                Identifiers.of(identifiers),
                new Circumstances(random.nextBoolean() ? "5411" : null, null, null, null, null),
                Attributes.of(attributes));
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }
}
