package io.riskgate.platform.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RunningGate;
import io.riskgate.platform.security.OwnKey;

import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A service that practises, and what it leaves behind: nothing. */
class WarmUpTests {

    private static final String DRY_RUN = "Riskgate-Dry-Run";

    private final RunningGate gate = RunningGate.shared();
    private final OwnKey ownKey = gate.bean(OwnKey.class);

    @Test
    void practisesByItsOwnDoorAndRecordsNothing() {
        WarmUp warmUp = warmUp(Duration.ofMillis(500));

        int calls = warmUp.practise();

        assertThat(calls).isGreaterThan(20);
        assertThat(recorded()).isZero();
    }

    @Test
    void takesNoLongerThanItMay() {
        long begin = System.nanoTime();

        warmUp(Duration.ofMillis(300)).practise();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void theWholeWayIsPractisedExplanationsIncluded() {
        MadeUp transactions = new MadeUp(7);
        Set<String> outcomes = new TreeSet<>();
        for (int i = 0; i < 60; i++) {
            RunningGate.Reply reply = gate.decide(transactions.next(), DRY_RUN, "true");
            assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
            outcomes.add(reply.json().path("outcome").asString());
        }

        assertThat(outcomes).contains("APPROVE").containsAnyOf("REVIEW", "DECLINE");
    }

    @Test
    void itsKeyIsVoidAfterwards() {
        List<String> lent = new ArrayList<>();
        String transaction = new MadeUp(1).next();

        ownKey.whileLent(
                secret -> {
                    lent.add(secret);
                    assertThat(
                                    gate.post("/v1/decisions", transaction, secret, DRY_RUN, "true")
                                            .status())
                            .isEqualTo(200);
                });

        assertThat(
                        gate.post("/v1/decisions", transaction, lent.getFirst(), DRY_RUN, "true")
                                .status())
                .isEqualTo(401);
    }

    private long recorded() {
        return gate.bean(JdbcClient.class)
                .sql("select count(*) from journal where account_id like 'warm-up-%'")
                .query(Long.class)
                .single();
    }

    private WarmUp warmUp(Duration upTo) {
        return new WarmUp(ownKey, new WarmUpSettings(upTo, 2), gate.bean(Environment.class));
    }
}
