package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskgate.decision.Decisions;
import io.riskgate.feature.FeatureSet;
import io.riskgate.gate.RunningGate;
import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What training reads of the decisions of a running service. */
class LoggedVectorsTests {

    private static final Instant DAY = Instant.parse("2021-05-03T00:00:00Z");
    private static final Window WINDOW = new Window(DAY, DAY.plus(Duration.ofDays(1)));

    private final RunningGate gate = RunningGate.shared();
    private final Retraining retraining = gate.bean(Retraining.class);
    private final JdbcClient jdbc = gate.bean(JdbcClient.class);

    @Test
    void vectorsAreReadAsTheyWereLoggedAndReplayedOnlyWhereThereIsNone() {
        for (int i = 0; i < 20; i++) {
            decide(i);
        }
        await().atMost(Duration.ofSeconds(30)).until(this::journaled, count -> count == 20);
        FeatureSet seen = retraining.features("fraud");
        Collected logged = retraining.collect(seen, WINDOW, false);
        Collected replayed = retraining.collect(seen, WINDOW, true);
        assertThat(logged.replayed()).isZero();
        assertThat(replayed.replayed()).isEqualTo(20);
        assertThat(values(logged, seen)).isEqualTo(values(replayed, seen));

        byte[] served = stored("logged-7");
        try {
            markedOnesAreReadBack(seen, logged);
        } finally {
            store("logged-7", served);
        }

        FeatureSet other =
                FeatureSet.parse(
                        "features: [{name: c, count: {by: [accountId, merchantId], over: 3h}}]");
        assertThat(retraining.collect(other, WINDOW, false).replayed()).isEqualTo(21);
    }

    private long journaled() {
        return jdbc.sql("select count(*) from journal where transaction_id like 'logged-%'")
                .query(Long.class)
                .single();
    }

    private void decide(int number) {
        RunningGate.Reply reply =
                gate.decide(
                        """
                        {"transactionId": "logged-%d", "occurredAt": "%s",
                         "amount": {"value": %d, "currency": "EUR"}, "accountId": "logged-account-%d",
                         "merchantId": "logged-merchant", "channel": "ECOMMERCE"}
                        """
                                .formatted(
                                        number,
                                        DAY.plusSeconds(60L * number),
                                        1000 + 100 * number,
                                        number % 3));
        assertThat(reply.status()).isEqualTo(200);
    }

    /* One transaction is given another's vector, so that what is read can be told from what is computed. */
    private void markedOnesAreReadBack(FeatureSet seen, Collected logged) {
        store("logged-7", stored("logged-3"));
        int amount = seen.columns().indexOf("amount_log");
        assertThat(amount).isNotNegative();
        float other = value(logged, seen, 3, amount);
        assertThat(other).isNotEqualTo(value(logged, seen, 7, amount));
        Collected again = retraining.collect(seen, WINDOW, false);
        assertThat(value(again, seen, 7, amount)).isEqualTo(other);
        assertThat(value(again, seen, 8, amount)).isEqualTo(value(logged, seen, 8, amount));

        importOne();
        Collected mixed = retraining.collect(seen, WINDOW, false);
        assertThat(mixed.replayed()).isEqualTo(1);
        assertThat(value(mixed, seen, 7, amount)).isEqualTo(other);
    }

    private byte[] stored(String transactionId) {
        return jdbc.sql("select vector from journal where transaction_id = ?")
                .param(transactionId)
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    private void store(String transactionId, byte[] vector) {
        jdbc.sql("update journal set vector = ? where transaction_id = ?")
                .params(vector, transactionId)
                .update();
    }

    private void importOne() {
        Transaction imported =
                new Transaction(
                        "logged-imported",
                        DAY.plusSeconds(7200),
                        new Amount(500, Currency.getInstance("EUR")),
                        Channel.OTHER,
                        Identifiers.of(Map.of(Identifier.ACCOUNT_ID, "logged-account-1")),
                        Circumstances.NONE,
                        Attributes.NONE);
        gate.bean(Decisions.class).record(imported).join();
    }

    private static List<List<Float>> values(Collected collected, FeatureSet seen) {
        Matrix all = matrix(collected, seen);
        return IntStream.range(0, all.rows()).mapToObj(row -> list(all.row(row))).toList();
    }

    private static float value(Collected collected, FeatureSet seen, int row, int column) {
        return matrix(collected, seen).get(row, column);
    }

    private static Matrix matrix(Collected collected, FeatureSet seen) {
        Sample all =
                Sample.of(
                        collected.rows(),
                        IntStream.range(0, collected.rows().size()),
                        _ -> Label.LEGITIMATE);
        return collected.matrix(seen, all);
    }

    private static List<Float> list(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }
}
