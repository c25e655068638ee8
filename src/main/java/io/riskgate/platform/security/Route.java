package io.riskgate.platform.security;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import java.util.Set;

/**
 * One line of the table: who may do what where.
 *
 * @param methods the HTTP methods, where HEAD goes with GET
 * @param pattern the paths
 * @param path tells such paths
 * @param roles who may; empty for anybody, with or without a key
 */
record Route(Set<String> methods, String pattern, PathPatternRequestMatcher path, Set<Role> roles) {

    Route {
        methods = Set.copyOf(methods);
        roles = Set.copyOf(roles);
    }

    boolean hasPath(HttpServletRequest request) {
        return path.matches(request);
    }

    boolean hasMethod(String method) {
        return methods.contains("HEAD".equals(method) ? "GET" : method);
    }

    boolean isOpen() {
        return roles.isEmpty();
    }
}
