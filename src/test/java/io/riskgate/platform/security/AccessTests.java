package io.riskgate.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RawHttp;
import io.riskgate.gate.RunningGate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Who gets in where. */
class AccessTests {

    private final RunningGate gate = RunningGate.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization: Bearer rk_unknown\r\n",
                "Authorization: Bearer \r\n",
                "Authorization: Basic cmtfZGV2X3BheW1lbnRzOg==\r\n",
                "Authorization: rk_dev_payments\r\n",
                "Authorization: Bearer a.b.c\r\n"
            })
    void asksForAKey(String header) {
        for (String path : List.of("/v1/decisions", "/admin/v1/rules", "/nothing/here")) {
            RawHttp.Reply reply =
                    RawHttp.exchange(
                            gate.port(),
                            "POST "
                                    + path
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + header
                                    + "\r\n");

            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.head())
                    .contains("WWW-Authenticate: Bearer", "application/problem+json");
            assertThat(reply.json().path("code").asString()).isEqualTo("unauthenticated");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rk_dev_payments, CHARGEBACK, 400",
        "rk_dev_payments, ANALYST, 403",
        "rk_dev_payments, IMPORT, 403",
        "rk_dev_analyst, ANALYST, 400",
        "rk_dev_analyst, ISSUER, 403",
        "rk_dev_admin, IMPORT, 400"
    })
    void asksForTheRoleOfAnOutcomesSource(String key, String source, int status) {
        String outcome =
                """
                {"outcomeId": "%s", "transactionId": "t", "verdict": "FRAUD", "source": "%s",
                 "reportedAt": "2026-01-01T00:00:00Z"%s}
                """
                        .formatted("o", source, status == 400 ? ", \"surprise\": 1" : "");

        assertThat(gate.post("/v1/outcomes", outcome, key).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/decisions, payments admin",
        "POST, /v1/decisions/batch, payments admin",
        "GET, /v1/decisions/tx-1, payments analyst risk-manager auditor admin",
        "HEAD, /v1/decisions/tx-1, payments analyst risk-manager auditor admin",
        "GET, /v1/decisions/tx-1/trace, analyst risk-manager auditor admin",
        "POST, /v1/outcomes, payments analyst admin",
        "GET, /admin/v1/cases, analyst risk-manager auditor admin",
        "POST, /admin/v1/cases/next, analyst admin",
        "GET, /admin/v1/rules/r/versions, analyst risk-manager auditor admin",
        "PUT, /admin/v1/rules/r, risk-manager admin",
        "DELETE, /admin/v1/lists/block/entries/1, risk-manager admin",
        "PUT, /admin/v1/thresholds, risk-manager admin",
        "PUT, /admin/v1/models/fraud/aliases/champion, risk-manager admin",
        "POST, /admin/v1/retraining/runs, risk-manager admin",
        "POST, /admin/v1/dead-letters/1/replay, risk-manager admin",
        "GET, /admin/v1/dead-letters, risk-manager auditor admin",
        "POST, /admin/v1/keys, admin",
        "GET, /admin/v1/keys, auditor admin",
        "GET, /admin/v1/audit/verify, auditor admin",
        "GET, /livez, ''",
        "GET, /v3/api-docs, ''"
    })
    void letsInThoseWhoMayBe(String method, String path, String roles) {
        Route route = Objects.requireNonNull(Routes.of(request(method, path)));

        assertThat(route.roles())
                .extracting(Role::label)
                .containsExactlyInAnyOrder(roles.isEmpty() ? new String[0] : roles.split(" "));
    }

    @Test
    void closesWhatNoLineNames() {
        assertThat(Routes.of(request("GET", "/admin/v1/unheard-of"))).isNull();
        assertThat(Routes.of(request("PUT", "/v1/decisions"))).isNull();
    }

    @Test
    void refusesRolesOverHttp() {
        assertThat(gate.post("/v1/decisions", "{}", "rk_dev_analyst").status()).isEqualTo(403);
        assertThat(gate.get("/admin/v1/rules", "rk_dev_payments").status()).isEqualTo(403);
        assertThat(gate.get("/admin/v1/rules", "rk_dev_payments").json().path("code").asString())
                .isEqualTo("forbidden");
        assertThat(gate.post("/v1/decisions", "{}", "rk_dev_admin").status()).isEqualTo(400);
    }

    @Test
    void hasALineForEveryRoute() {
        gate.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach(
                        (mapping, handler) -> {
                            Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
                            for (String path : mapping.getPatternValues()) {
                                if (!path.equals("/error")) {
                                    assertNamed(methods, path.replaceAll("[{}*]", ""));
                                }
                            }
                        });
    }

    private static void assertNamed(Set<RequestMethod> methods, String path) {
        Set<RequestMethod> asked = methods.isEmpty() ? Set.of(RequestMethod.GET) : methods;
        for (RequestMethod method : asked) {
            assertThat(Routes.of(request(method.name(), path))).as(method + " " + path).isNotNull();
        }
    }

    private static MockHttpServletRequest request(String method, String path) {
        return new MockHttpServletRequest(method, path);
    }
}
