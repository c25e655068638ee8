package io.riskgate.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.People;
import io.riskgate.gate.RunningGate;

import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Every route with the key of every role. A new route fails here until somebody has said below who
 * may take it.
 */
class RouteWalkTests {

    private static final String READERS = "analyst risk-manager auditor";

    /* Admin may do everything and is not repeated. */
    private static final String WHO_MAY =
            """
            POST   /v1/decisions                                    | payments
            POST   /v1/decisions/batch                              | payments
            GET    /v1/decisions/{transactionId}                    | payments READERS
            GET    /v1/decisions/{transactionId}/trace              | READERS
            POST   /v1/outcomes                                     | payments analyst
            POST   /admin/v1/imports                                | risk-manager
            GET    /admin/v1/decisions                              | READERS
            POST   /admin/v1/decisions/{transactionId}/replay       | READERS
            GET    /admin/v1/cases                                  | READERS
            GET    /admin/v1/cases/{id}                             | READERS
            POST   /admin/v1/cases/next                             | analyst
            POST   /admin/v1/cases/resolve                          | analyst
            POST   /admin/v1/cases/{id}/assign                      | analyst
            POST   /admin/v1/cases/{id}/release                     | analyst
            POST   /admin/v1/cases/{id}/escalate                    | analyst
            POST   /admin/v1/cases/{id}/reopen                      | analyst
            POST   /admin/v1/cases/{id}/notes                       | analyst
            POST   /admin/v1/cases/{id}/resolve                     | analyst
            GET    /admin/v1/rules                                  | READERS
            POST   /admin/v1/rules                                  | risk-manager
            GET    /admin/v1/rules/{id}                             | READERS
            PUT    /admin/v1/rules/{id}                             | risk-manager
            DELETE /admin/v1/rules/{id}                             | risk-manager
            GET    /admin/v1/rules/{id}/versions                    | READERS
            GET    /admin/v1/rules/{id}/versions/{version}          | READERS
            POST   /admin/v1/rules/check                            | risk-manager
            POST   /admin/v1/rules/{id}/backtest                    | risk-manager
            GET    /admin/v1/lists                                  | READERS
            GET    /admin/v1/lists/{name}/entries                   | READERS
            POST   /admin/v1/lists/{name}/entries                   | risk-manager
            POST   /admin/v1/lists/{name}/entries/bulk              | risk-manager
            GET    /admin/v1/lists/{name}/entries/{id}              | READERS
            PUT    /admin/v1/lists/{name}/entries/{id}              | risk-manager
            DELETE /admin/v1/lists/{name}/entries/{id}              | risk-manager
            GET    /admin/v1/thresholds                             | READERS
            PUT    /admin/v1/thresholds                             | risk-manager
            POST   /admin/v1/thresholds/what-if                     | risk-manager
            GET    /admin/v1/models                                 | READERS
            POST   /admin/v1/models/{name}/versions                 | risk-manager
            GET    /admin/v1/models/{name}/versions/{version}       | READERS
            GET    /admin/v1/models/{name}/aliases/{alias}          | READERS
            PUT    /admin/v1/models/{name}/aliases/{alias}          | risk-manager
            GET    /admin/v1/retraining/runs                        | READERS
            POST   /admin/v1/retraining/runs                        | risk-manager
            GET    /admin/v1/retraining/runs/{id}                   | READERS
            GET    /admin/v1/changes                                | READERS
            GET    /admin/v1/changes/{id}                           | READERS
            POST   /admin/v1/changes/{id}/approve                   | risk-manager
            POST   /admin/v1/changes/{id}/reject                    | risk-manager
            GET    /admin/v1/dead-letters                           | risk-manager auditor
            GET    /admin/v1/dead-letters/{id}                      | risk-manager auditor
            POST   /admin/v1/dead-letters/replay                    | risk-manager
            POST   /admin/v1/dead-letters/{id}/replay               | risk-manager
            POST   /admin/v1/dead-letters/{id}/discard              | risk-manager
            GET    /admin/v1/keys                                   | auditor
            GET    /admin/v1/keys/{id}                              | auditor
            POST   /admin/v1/keys                                   | admin
            POST   /admin/v1/keys/{id}/rotate                       | admin
            POST   /admin/v1/keys/{id}/revoke                       | admin
            DELETE /admin/v1/keys/{id}                              | admin
            GET    /admin/v1/audit                                  | auditor
            GET    /admin/v1/audit/verify                           | auditor
            GET    /admin/v1/audit/reads                            | auditor
            """;

    private final RunningGate gate = RunningGate.guarded();

    @Test
    void everyRouteAsksForItsRoles() {
        Map<String, Set<String>> whoMay = whoMay();
        List<String> wrong = new ArrayList<>();
        for (String route : routes()) {
            Set<String> roles = whoMay.get(route);
            if (roles == null) {
                wrong.add(route + " is not classified");
                continue;
            }
            String[] parts = route.split(" ");
            check(wrong, route, status(parts, "rk_unknown"), 401);
            People.BY_ROLE.forEach(
                    (role, key) -> {
                        int status = status(parts, key);
                        boolean let = status != 401 && status != 403 && status < 500;
                        if (let != roles.contains(role) || !let && status != 403) {
                            wrong.add("%s answers %d to %s".formatted(route, status, role));
                        }
                    });
        }
        assertThat(wrong).isEmpty();
    }

    private static void check(List<String> wrong, String route, int status, int expected) {
        if (status != expected) {
            wrong.add("%s answers %d without a key".formatted(route, status));
        }
    }

    /* Nothing is meant to come of it: the body is no JSON and the ids are of nothing. */
    private int status(String[] route, String key) {
        String path =
                route[1].replace("{alias}", "champion")
                        .replace("{version}", "999")
                        .replaceAll("\\{[a-zA-Z]+}", UUID.randomUUID().toString());
        return gate.call(route[0], path, route[0].matches("GET|DELETE") ? "" : "{", key).status();
    }

    private Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        gate.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(
                        mapping -> {
                            Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
                            for (String path : mapping.getPatternValues()) {
                                if (!path.matches("/error|/v3/api-docs.*|/swagger-ui.*")) {
                                    assertThat(methods).as(path).isNotEmpty();
                                    methods.forEach(method -> routes.add(method + " " + path));
                                }
                            }
                        });
        assertThat(routes).hasSizeGreaterThan(50);
        return routes;
    }

    private static Map<String, Set<String>> whoMay() {
        Map<String, Set<String>> whoMay = new TreeMap<>();
        for (String line : WHO_MAY.replace("READERS", READERS).strip().split("\n")) {
            String[] parts = line.split("\\|");
            Set<String> roles = new TreeSet<>(List.of(parts[1].strip().split(" ")));
            roles.add("admin");
            whoMay.put(parts[0].strip().replaceAll(" +", " "), roles);
        }
        return whoMay;
    }
}
