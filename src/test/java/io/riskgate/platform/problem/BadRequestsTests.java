package io.riskgate.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RawHttp;
import io.riskgate.gate.RunningGate;
import io.riskgate.gate.RunningGate.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.util.UUID;

/** Whatever is asked for wrongly, the answer is a problem document and gives nothing away. */
class BadRequestsTests {

    private static final String PAYMENTS = "rk_dev_payments";

    private final RunningGate gate = RunningGate.shared();

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\"", "[1,", "\u0000"})
    void refusesWhatIsNotJson(String body) {
        assertProblem(gate.decide(body), 400, "malformed_json");
    }

    @Test
    void refusesDepth() {
        assertProblem(gate.decide("[".repeat(1000)), 400, "malformed_json");
        assertProblem(gate.decide("{\"a\":".repeat(1000) + "1"), 400, "malformed_json");
    }

    @ParameterizedTest
    @ValueSource(ints = {66_000, 10_000_000})
    void refusesSize(int size) {
        Reply reply = gate.decide("{\"a\": \"" + "x".repeat(size) + "\"}");

        assertProblem(reply, 413, "payload_too_large");
    }

    @Test
    void refusesSizeThatIsNotDeclared() {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        RawHttp.Reply reply =
                RawHttp.exchange(
                        gate.port(),
                        head("POST", "/v1/decisions")
                                + "Content-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n"
                                + chunk
                                + chunk
                                + "0\r\n\r\n");

        assertThat(reply.status()).isEqualTo(413);
        assertDocument(reply.json(), 413, "payload_too_large");
    }

    @Test
    void givesArraysMoreRoom() {
        String filler = " ".repeat(100_000);

        assertThat(gate.post("/v1/outcomes", "[" + filler + "]", PAYMENTS).status()).isEqualTo(202);
        assertProblem(gate.post("/v1/outcomes", filler + "{}", PAYMENTS), 413, "payload_too_large");
        assertProblem(
                gate.post("/v1/outcomes", "[" + " ".repeat(1 << 20) + "]", PAYMENTS),
                413,
                "payload_too_large");
    }

    @Test
    void namesEveryFault() {
        Reply reply =
                gate.decide(
                        "{\"surprise\": 1, \"amount\": {\"value\": -1, \"currency\": \"XYZ\"}}");

        assertProblem(reply, 400, "invalid_request");
        assertThat(reply.json().path("errors").findValuesAsString("field"))
                .containsExactly(
                        "surprise",
                        "amount.value",
                        "amount.currency",
                        "transactionId",
                        "occurredAt",
                        "accountId");
    }

    @Test
    void givesOneSharedFaultItsCode() {
        assertProblem(gate.decide(transaction(", \"surprise\": 1")), 400, "unknown_field");
        Reply card = gate.decide(transaction(", \"cardId\": \"4111111111111111\""));
        assertProblem(card, 400, "card_number_not_accepted");
        assertThat(card.json().toString()).doesNotContain("4111111111111111");
    }

    @ParameterizedTest
    @CsvSource({
        "Riskgate-Budget, 15",
        "Riskgate-Budget, 0ms",
        "Riskgate-Budget, 60001ms",
        "Riskgate-Budget, 1.5ms",
        "Riskgate-Budget, -1ms",
        "Riskgate-Dry-Run, yes",
        "Riskgate-Dry-Run, TRUE"
    })
    void refusesHeaders(String name, String value) {
        Reply reply = gate.decide(transaction(""), name, value);

        assertProblem(reply, 400, "invalid_request");
        assertThat(reply.json().path("errors").path(0).path("field").asString()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1ms", "60000ms"})
    void acceptsBudgets(String budget) {
        Reply reply =
                gate.decide(transaction(""), "Riskgate-Budget", budget, "Riskgate-Dry-Run", "true");

        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        assertThat(reply.json().path("durability").asString()).isEqualTo("NONE");
    }

    @Test
    void answersABatchItemByItem() {
        String account = UUID.randomUUID().toString();
        Reply reply =
                gate.post(
                        "/v1/decisions/batch",
                        "{\"transactions\": ["
                                + transaction("").replace("acc-1", account)
                                + ", {\"accountId\": 7}]}",
                        PAYMENTS,
                        "Riskgate-Dry-Run",
                        "true");

        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        JsonNode results = reply.json().path("results");
        assertThat(results.path(0).path("status").asInt()).isEqualTo(200);
        assertThat(results.path(0).path("decision").path("outcome").isString()).isTrue();
        assertThat(results.path(1).path("status").asInt()).isEqualTo(400);
        assertDocument(results.path(1).path("problem"), 400, "invalid_request");
    }

    @Test
    void limitsBatches() {
        String items = "{},".repeat(1000) + "{}";

        assertProblem(
                gate.post("/v1/decisions/batch", "{\"transactions\": [" + items + "]}", PAYMENTS),
                400,
                "invalid_request");
        assertProblem(gate.post("/v1/decisions/batch", "[]", PAYMENTS), 400, "invalid_request");
        assertProblem(
                gate.post("/v1/outcomes", "[" + items + "]", PAYMENTS), 400, "invalid_request");
    }

    @Test
    void refusesMethodsMediaTypesAndPathsThatAreNotThere() {
        RawHttp.Reply wrongMethod = raw(head("DELETE", "/v1/decisions") + "\r\n");
        assertThat(wrongMethod.head()).contains("Allow: POST");
        assertDocument(wrongMethod.json(), 405, "method_not_allowed");
        assertDocument(
                raw(head("POST", "/v1/decisions") + "Content-Type: text/plain\r\n\r\n").json(),
                415,
                "unsupported_media_type");
        assertDocument(
                raw(head("POST", "/v1/decisions") + "\r\n").json(), 415, "unsupported_media_type");
        assertDocument(
                raw(head("POST", "/v1/decisions")
                                + "Content-Type: application/json\r\nAccept: text/html\r\n\r\n")
                        .json(),
                406,
                "not_acceptable");
        assertProblem(gate.get("/nothing/here", PAYMENTS), 404, "not_found");
        assertProblem(gate.get("/v1/decisions/unknown", PAYMENTS), 404, "not_found");
        assertProblem(gate.get("/error", PAYMENTS), 404, "not_found");
        assertThat(raw(head("OPTIONS", "/v1/decisions") + "\r\n").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/[x]",
                "/v1/%00",
                "/v1/a%2Fb",
                "/v1/a;b=c",
                "//v1",
                "/v1/%zz",
                "/v1/\\x",
                "x"
            })
    void refusesPathsThatAreNone(String path) {
        RawHttp.Reply reply = raw(head("GET", path) + "\r\n");

        assertThat(reply.status()).isEqualTo(400);
        assertDocument(reply.json(), 400, "invalid_request");
    }

    @Test
    void refusesWhatIsHardlyHttp() {
        assertDocument(raw("NONSENSE\r\n\r\n").json(), 400, "invalid_request");
        assertDocument(raw("GET / HTTP/9.9\r\n\r\n").json(), 400, "invalid_request");
        assertDocument(
                raw(head("POST", "/v1/decisions") + "Transfer-Encoding: gzip\r\n\r\n").json(),
                400,
                "invalid_request");
        assertDocument(
                raw(head("BREW", "/v1/decisions") + "\r\n").json(), 405, "method_not_allowed");
        assertDocument(
                raw(head("GET", "/livez") + "X: " + "x".repeat(20_000) + "\r\n\r\n").json(),
                400,
                "invalid_request");
        assertDocument(
                raw(head("TRACE", "/v1/decisions") + "\r\n").json(), 405, "method_not_allowed");
        assertDocument(
                raw(head("GET", "/livez").replace("Host", "Hoist") + "\r\n").json(),
                400,
                "invalid_request");
    }

    @Test
    void reportsErrorsOfTheManagementPortAlike() {
        for (String request :
                new String[] {
                    "NONSENSE\r\n\r\n",
                    head("GET", "/" + "x".repeat(20_000)) + "\r\n",
                    head("TRACE", "/") + "\r\n",
                    head("GET", "/actuator/health/nothing") + "\r\n",
                    head("GET", "/actuator/env") + "\r\n",
                    head("POST", "/actuator/health") + "\r\n",
                    head("GET", "/livez") + "\r\n",
                    "GET /actuator HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                }) {
            RawHttp.Reply reply = RawHttp.exchange(gate.managementPort(), request);
            assertThat(reply.head()).as(request).contains("Content-Type: application/problem+json");
            assertDocument(reply.json(), reply.status(), reply.json().path("code").asString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[null]", "{}", "[{\"kind\": \"X\"}]", "[{\"number\": 1}]"})
    void refusesLinesOfHistoryThatAreNone(String body) {
        assertProblem(gate.post("/admin/v1/imports", body, "rk_dev_admin"), 400, "invalid_request");
    }

    @Test
    void answersHeadWithoutABody() {
        RawHttp.Reply reply = raw(head("HEAD", "/v1/decisions/unknown") + "\r\n");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).endsWith("\r\n\r\n");
    }

    @Test
    void namesRequests() {
        Reply named = gate.decide("{}", "X-Request-Id", "call-7");
        Reply unsound = gate.decide("{}", "X-Request-Id", "a b");

        assertThat(named.header("X-Request-Id")).isEqualTo("call-7");
        assertThat(named.json().path("requestId").asString()).isEqualTo("call-7");
        assertThat(unsound.header("X-Request-Id"))
                .isNotEqualTo("a b")
                .isEqualTo(unsound.json().path("requestId").asString());
    }

    private RawHttp.Reply raw(String request) {
        return RawHttp.exchange(gate.port(), request);
    }

    private static String head(String method, String path) {
        return method
                + " "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + PAYMENTS
                + "\r\n";
    }

    private static String transaction(String more) {
        return "{\"transactionId\": \""
                + UUID.randomUUID()
                + "\", \"occurredAt\": \"2026-01-01T00:00:00Z\","
                + " \"amount\": {\"value\": 1, \"currency\": \"EUR\"}, \"accountId\": \"acc-1\""
                + more
                + "}";
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(new String(reply.response().body())).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertDocument(reply.json(), status, code);
        assertThat(reply.header("X-Request-Id"))
                .isEqualTo(reply.json().path("requestId").asString());
    }

    static void assertDocument(JsonNode problem, int status, String code) {
        assertThat(problem.path("status").asInt()).as(problem.toString()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        for (String member : new String[] {"type", "title", "detail", "instance", "requestId"}) {
            assertThat(problem.path(member).asString()).as(member).isNotBlank();
        }
        assertThat(problem.toString())
                .doesNotContain("Exception", "io.riskgate", "org.springframework", "\tat ");
    }
}
