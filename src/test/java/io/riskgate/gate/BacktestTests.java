package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RunningGate.Reply;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.UUID;

/** What a rule or thresholds would have done, told before they do it. */
class BacktestTests {

    private static final String ADMIN = "rk_dev_admin";
    private static final String PERIOD =
            "\"from\": \"2026-03-01T00:00:00Z\", \"to\": \"2026-03-02T00:00:00Z\"";

    private final RunningGate gate = RunningGate.shared();
    private final String mark = UUID.randomUUID().toString();

    @Test
    void aRuleIsAskedAboutThePast() {
        String fraud = decide(20_000, "2026-03-01T10:00:00Z");
        decide(30_000, "2026-03-01T11:00:00Z");
        decide(500, "2026-03-01T12:00:00Z");
        decide(40_000, "2026-03-02T00:00:00Z");
        report(fraud);
        String id = "backtest-" + mark;
        Reply created =
                gate.post(
                        "/admin/v1/rules",
                        """
                        {"id": "%s", "outcome": "DECLINE", "mode": "OFF", "expression":
                         "has(tx.attributes.mark) && tx.attributes.mark == '%s' && features.amount > 100.0"}
                        """
                                .formatted(id, mark),
                        ADMIN);
        assertThat(created.status()).as(created.json().toString()).isEqualTo(201);

        String other = "overlap-" + mark;
        gate.post(
                "/admin/v1/rules",
                """
                {"id": "%s", "outcome": "REVIEW", "mode": "LIVE", "expression":
                 "has(tx.attributes.mark) && tx.attributes.mark == '%s' && tx.amount.value > 25000"}
                """
                        .formatted(other, mark),
                ADMIN);
        Reply reply = gate.post("/admin/v1/rules/" + id + "/backtest", "{" + PERIOD + "}", ADMIN);
        gate.call("DELETE", "/admin/v1/rules/" + other, "", ADMIN);

        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        JsonNode report = reply.json();
        assertThat(report.path("hits").path("count").asLong()).isEqualTo(2);
        assertThat(report.path("hits").path("amount").asDouble()).isEqualTo(500.0);
        assertThat(report.path("fraudCaught").path("count").asLong()).isEqualTo(1);
        assertThat(report.path("fraudCaught").path("amount").asDouble()).isEqualTo(200.0);
        assertThat(report.path("labels").asString()).contains("matured");
        assertThat(report.path("overlap"))
                .filteredOn(one -> one.path("rule").asString().equals(other))
                .extracting(one -> one.path("count").asLong())
                .containsExactly(1L);
        assertThat(gate.post("/admin/v1/rules/nosuch/backtest", "{" + PERIOD + "}", ADMIN).status())
                .isEqualTo(404);
        assertThat(gate.post("/admin/v1/rules/" + id + "/backtest", "{}", ADMIN).status())
                .isEqualTo(400);
    }

    @Test
    void listEntriesCountAsTheyDidThen() {
        decide(20_000, "2026-03-01T10:00:00Z");
        Reply added =
                gate.post(
                        "/admin/v1/lists/watch/entries",
                        "{\"by\": \"accountId\", \"value\": \"acc-next-%s\", \"reason\": \"x\"}"
                                .formatted(mark),
                        ADMIN);
        assertThat(added.status()).isEqualTo(201);
        decide("next-" + mark, 20_000, "2026-03-01T11:00:00Z");
        gate.call(
                "DELETE",
                "/admin/v1/lists/watch/entries/" + added.json().path("id").asLong(),
                "",
                ADMIN);
        String id = "listed-" + mark;
        gate.post(
                "/admin/v1/rules",
                """
                {"id": "%s", "outcome": "DECLINE", "mode": "OFF", "expression":
                 "has(tx.attributes.mark) && tx.attributes.mark == '%s' && lists.watch.accountId"}
                """
                        .formatted(id, mark),
                ADMIN);

        JsonNode report =
                gate.post("/admin/v1/rules/" + id + "/backtest", "{" + PERIOD + "}", ADMIN).json();

        assertThat(report.path("hits").path("count").asLong()).isEqualTo(1);
    }

    @Test
    void thresholdsAreTriedAndCheaperOnesProposed() {
        report(decide(25_000, "2026-03-01T15:00:00Z"));

        Reply reply =
                gate.post(
                        "/admin/v1/thresholds/what-if",
                        "{" + PERIOD + ", \"review\": 2, \"decline\": 2, \"reviewCapacity\": 1000}",
                        ADMIN);

        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        JsonNode report = reply.json();
        assertThat(report.path("asked").path("declined").asLong()).isZero();
        assertThat(report.path("asked").path("fraudMissed").path("count").asLong()).isPositive();
        assertThat(report.path("asked").path("cost").asDouble()).isGreaterThanOrEqualTo(250.0);
        assertThat(report.path("proposed").path("cost").asDouble())
                .isLessThan(report.path("asked").path("cost").asDouble());
    }

    private void report(String transactionId) {
        Reply reply =
                gate.post(
                        "/v1/outcomes",
                        """
                        {"outcomeId": "cb-%s", "transactionId": "%s", "verdict": "FRAUD",
                         "source": "CHARGEBACK", "reportedAt": "2026-03-09T08:00:00Z"}
                        """
                                .formatted(transactionId, transactionId),
                        "rk_dev_payments");
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(202);
    }

    private String decide(long minor, String at) {
        return decide("tx-" + UUID.randomUUID(), minor, at);
    }

    private String decide(String id, long minor, String at) {
        Reply reply =
                gate.decide(
                        """
                        {"transactionId": "%s", "occurredAt": "%s",
                         "amount": {"value": %d, "currency": "EUR"}, "accountId": "acc-%s",
                         "channel": "CARD_PRESENT", "attributes": {"mark": "%s"}}
                        """
                                .formatted(id, at, minor, id, mark));
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        return id;
    }
}
