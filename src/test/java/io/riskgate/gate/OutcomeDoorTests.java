package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code POST /v1/outcomes}: whole or not at all, once or again. */
class OutcomeDoorTests {

    private final RunningGate gate = RunningGate.shared();

    @Test
    void takesOneOnceHoweverOftenItComes() {
        String id = fresh();

        assertThat(post(outcome(id, "CHARGEBACK", "10.4"))).isEqualTo(202);
        assertThat(post(outcome(id, "CHARGEBACK", "10.4"))).isEqualTo(202);
        assertThat(post(outcome(id, "CHARGEBACK", "10.4").replace("08:00:00Z", "10:00:00+02:00")))
                .isEqualTo(202);
        RunningGate.Reply other =
                gate.post("/v1/outcomes", outcome(id, "CHARGEBACK", "13.1"), "rk_dev_payments");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("code").asString()).isEqualTo("state_conflict");
    }

    @Test
    void takesAnArrayWholeOrNotAtAll() {
        String known = fresh();
        assertThat(post(outcome(known, "ISSUER", "a"))).isEqualTo(202);

        for (String bad :
                new String[] {
                    outcome(fresh(), "NOBODY", "a"),
                    outcome(fresh(), "ANALYST", "a"),
                    outcome(known, "ISSUER", "b")
                }) {
            String first = fresh();
            assertThat(post("[" + outcome(first, "ISSUER", "a") + "," + bad + "]"))
                    .isIn(400, 403, 409);
            assertThat(post(outcome(first, "ISSUER", "not taken before"))).isEqualTo(202);
        }
    }

    @Test
    void takesAThousandAtOnceAndDecidesOn() {
        String array =
                IntStream.range(0, 1000)
                        .mapToObj(n -> outcome(fresh(), "ISSUER", "a").replace("known", "k" + n))
                        .collect(Collectors.joining(",", "[", "]"));

        assertThat(post(array)).isEqualTo(202);

        assertThat(post(array)).isEqualTo(202);
        assertThat(
                        gate.decide(
                                        """
                                        {"transactionId": "%s", "occurredAt": "2026-03-01T00:00:00Z",
                                         "amount": {"value": 1, "currency": "EUR"}, "accountId": "a"}\
                                        """
                                                .formatted(fresh()))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void letsNoReportReverseItself() {
        String id = fresh();
        RunningGate.Reply reply =
                gate.post(
                        "/v1/outcomes",
                        outcome(id, "ISSUER", "a").replace("}", ", \"reverses\": \"" + id + "\"}"),
                        "rk_dev_payments");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("errors").path(0).path("field").asString())
                .isEqualTo("reverses");
    }

    @Test
    void givesEachRoleItsSources() {
        for (String source : new String[] {"CHARGEBACK", "ISSUER", "CUSTOMER"}) {
            assertThat(status(source, "rk_dev_payments")).isEqualTo(202);
            assertThat(status(source, "rk_dev_analyst")).isEqualTo(403);
        }
        assertThat(status("ANALYST", "rk_dev_analyst")).isEqualTo(202);
        assertThat(status("ANALYST", "rk_dev_payments")).isEqualTo(403);
        assertThat(status("IMPORT", "rk_dev_payments")).isEqualTo(403);
        assertThat(status("IMPORT", "rk_dev_admin")).isEqualTo(202);
    }

    private int status(String source, String key) {
        return gate.post("/v1/outcomes", outcome(fresh(), source, "a"), key).status();
    }

    private int post(String json) {
        return gate.post("/v1/outcomes", json, "rk_dev_payments").status();
    }

    private static String fresh() {
        return "o-" + UUID.randomUUID();
    }

    private static String outcome(String id, String source, String reason) {
        return """
        {"outcomeId": "%s", "transactionId": "tx-not-yet-known", "verdict": "FRAUD",
         "source": "%s", "reason": "%s", "reportedAt": "2026-03-02T08:00:00Z"}\
        """
                .formatted(id, source, reason);
    }
}
