package io.riskgate.platform.security;

import static io.riskgate.platform.security.Role.ADMIN;
import static io.riskgate.platform.security.Role.ANALYST;
import static io.riskgate.platform.security.Role.AUDITOR;
import static io.riskgate.platform.security.Role.PAYMENTS;
import static io.riskgate.platform.security.Role.RISK_MANAGER;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every route and who may take it: the first line that fits decides, and what no line names is not
 * there. Admin may do everything and is not repeated in the lines.
 */
final class Routes {

    private static final Set<String> GET = Set.of("GET");
    private static final Set<String> POST = Set.of("POST");
    private static final Set<String> WRITE = Set.of("POST", "PUT", "PATCH", "DELETE");

    static final List<Route> TABLE =
            List.of(
                    route(POST, "/v1/decisions", PAYMENTS),
                    route(POST, "/v1/decisions/batch", PAYMENTS),
                    route(
                            GET,
                            "/v1/decisions/{transactionId}",
                            PAYMENTS,
                            ANALYST,
                            RISK_MANAGER,
                            AUDITOR),
                    route(
                            GET,
                            "/v1/decisions/{transactionId}/trace",
                            ANALYST,
                            RISK_MANAGER,
                            AUDITOR),
                    route(POST, "/v1/outcomes", PAYMENTS, ANALYST),
                    open("/livez"),
                    open("/readyz"),
                    open("/v3/api-docs/**"),
                    open("/v3/api-docs.yaml"),
                    open("/swagger-ui.html"),
                    open("/swagger-ui/**"),
                    open("/actuator/health"),
                    open("/actuator/info"),
                    open("/actuator/prometheus"),
                    route(POST, "/admin/v1/imports", RISK_MANAGER),
                    route(GET, "/admin/v1/decisions/**", ANALYST, RISK_MANAGER, AUDITOR),
                    route(POST, "/admin/v1/decisions/**", ANALYST, RISK_MANAGER, AUDITOR),
                    route(GET, "/admin/v1/cases/**", ANALYST, RISK_MANAGER, AUDITOR),
                    route(WRITE, "/admin/v1/cases/**", ANALYST),
                    managed("/admin/v1/rules"),
                    changed("/admin/v1/rules"),
                    managed("/admin/v1/lists"),
                    changed("/admin/v1/lists"),
                    managed("/admin/v1/thresholds"),
                    changed("/admin/v1/thresholds"),
                    managed("/admin/v1/models"),
                    changed("/admin/v1/models"),
                    managed("/admin/v1/retraining"),
                    changed("/admin/v1/retraining"),
                    managed("/admin/v1/changes"),
                    changed("/admin/v1/changes"),
                    route(GET, "/admin/v1/dead-letters/**", RISK_MANAGER, AUDITOR),
                    changed("/admin/v1/dead-letters"),
                    route(GET, "/admin/v1/keys/**", AUDITOR),
                    route(WRITE, "/admin/v1/keys/**", ADMIN),
                    route(GET, "/admin/v1/audit/**", AUDITOR));

    private Routes() {}

    /** The line that decides of this request, or null where none names it. */
    static @Nullable Route of(HttpServletRequest request) {
        for (Route route : TABLE) {
            if (route.hasMethod(request.getMethod()) && route.hasPath(request)) {
                return route;
            }
        }
        return null;
    }

    /** Who may take a route that stands in a line of its own. */
    static Set<Role> roles(String method, String path) {
        return TABLE.stream()
                .filter(route -> route.hasMethod(method) && route.pattern().equals(path))
                .findFirst()
                .orElseThrow()
                .roles();
    }

    /** The methods that some line names for this path, in order; empty where it is in none. */
    static Set<String> methods(HttpServletRequest request) {
        Set<String> methods = new TreeSet<>();
        TABLE.stream()
                .filter(route -> route.hasPath(request))
                .forEach(route -> methods.addAll(route.methods()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static Route managed(String path) {
        return route(GET, path + "/**", ANALYST, RISK_MANAGER, AUDITOR);
    }

    private static Route changed(String path) {
        return route(WRITE, path + "/**", RISK_MANAGER);
    }

    private static Route open(String path) {
        return new Route(GET, path, matcher(path), Set.of());
    }

    private static Route route(Set<String> methods, String path, Role... roles) {
        Set<Role> all = EnumSet.of(ADMIN, roles);
        return new Route(methods, path, matcher(path), all);
    }

    private static PathPatternRequestMatcher matcher(String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(path);
    }
}
