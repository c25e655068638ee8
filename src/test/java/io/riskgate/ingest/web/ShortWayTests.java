package io.riskgate.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.riskgate.gate.RunningGate;
import io.riskgate.gate.RunningGate.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.UUID;

/** What goes the short way, what does not, and that nobody can tell by the answer. */
class ShortWayTests {

    /* Only the short way says so of a decision: the security chain has more words for it. */
    private static final String SHORT = "no-store";

    private final RunningGate gate = RunningGate.shared();
    private final String transaction =
            """
            {"transactionId": "short-%s", "occurredAt": "2026-11-01T10:00:00Z",
             "amount": {"value": 100, "currency": "EUR"}, "accountId": "acc-short"}\
            """
                    .formatted(UUID.randomUUID());

    @Test
    void aPlainCallGoesTheShortWay() {
        Reply reply = gate.decide(transaction);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).isEqualTo(SHORT);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("X-Request-Id")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/decisions?from=here, Accept, application/json",
        "/v1/decisions, Accept, 'application/json, text/plain'",
        "/v1/decisions, Content-Encoding, identity"
    })
    void whateverElseTheCallSaysTheAnswerIsTheSame(String path, String header, String value) {
        Reply first = gate.decide(transaction);

        Reply repeated = gate.post(path, transaction, "rk_dev_payments", header, value);

        assertThat(repeated.header("Cache-Control")).isNotEqualTo(SHORT);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.header(CallHeaders.REPLAYED)).isEqualTo("true");
        assertThat(repeated.json().path("decisionId")).isEqualTo(first.json().path("decisionId"));
    }

    @ParameterizedTest
    @CsvSource({"rk_unknown, 401, unauthenticated", "rk_dev_analyst, 403, forbidden"})
    void whoMayNotIsToldByTheSecurityChain(String key, int status, String code) {
        Reply reply = gate.post("/v1/decisions", transaction, key);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("code").asString()).isEqualTo(code);
    }

    @Test
    void theAdministratorMayToo() {
        assertThat(gate.post("/v1/decisions", transaction, "rk_dev_admin").header("Cache-Control"))
                .isEqualTo(SHORT);
    }

    @Test
    void refusalsOfTheTransactionAreProblemsAndCountAsSuch() {
        Reply unreadable = gate.decide("{\"transactionId\": 1}");
        Reply first = gate.decide(transaction);
        Reply other = gate.decide(transaction.replace("100", "101"));

        assertThat(unreadable.status()).isEqualTo(400);
        assertThat(unreadable.header("Content-Type")).startsWith("application/problem+json");
        assertThat(unreadable.json().path("requestId").asString())
                .isEqualTo(unreadable.header("X-Request-Id"));
        assertThat(first.status()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("code").asString()).isEqualTo("transaction_conflict");
    }

    @Test
    void callsAreTimedUnderTheFrameworksNameUnlessItDoesSoItself() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new Requests(() -> meters, true).answered(200, 1_000);
        assertThat(meters.getMeters()).isEmpty();

        Requests requests = new Requests(() -> meters, false);
        requests.answered(200, 1_000);
        requests.answered(200, 1_000);
        requests.answered(503, 1_000);

        assertThat(meters.get("http.server.requests").tag("outcome", "SUCCESS").timer().count())
                .isEqualTo(2);
        assertThat(meters.get("http.server.requests").tag("status", "503").timer().count())
                .isEqualTo(1);
    }
}
