package io.riskgate.ingest.web;

import io.riskgate.decision.Answer;
import io.riskgate.decision.DecisionJson;
import io.riskgate.ingest.DecidingKeys;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Decides the plain calls of payment systems before the rest of the chain. */
final class ShortWay implements Filter {

    /*
     * Thousands of calls a second ask for the same: a known key, JSON in, JSON out. For them what the security chain and
     * the dispatcher find out takes several times as long as the decision, and always comes to the same. Whatever is not
     * exactly such a call (a token, an unknown key, another media type, a query) goes the whole way and is answered there,
     * so that there is one place for every refusal of that kind. Refusals of the transaction itself are told by the
     * resolvers that the dispatcher would have asked. docs/decisions/0023-short-way.md has the measurement.
     */
    static final String PATH = "/v1/decisions";

    private static final String SCHEME = "Bearer ";
    private static final String JSON = "application/json";

    private final DecidingKeys keys;
    private final Supplier<DecisionDoor> door;
    private final Supplier<List<HandlerExceptionResolver>> resolvers;
    private final Requests requests;

    /** The suppliers are asked when calls come: filters are made before most beans. */
    ShortWay(
            DecidingKeys keys,
            Supplier<DecisionDoor> door,
            Supplier<List<HandlerExceptionResolver>> resolvers,
            Requests requests) {
        this.keys = keys;
        this.door = door;
        this.resolvers = resolvers;
        this.requests = requests;
    }

    @Override
    public void doFilter(ServletRequest call, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        if (call instanceof HttpServletRequest request
                && answer instanceof HttpServletResponse response
                && isPlain(request)
                && isAdmitted(request)) {
            decide(request, response);
        } else {
            chain.doFilter(call, answer);
        }
    }

    private void decide(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        long begin = System.nanoTime();
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observed -> observed.setPathPattern(PATH));
        try {
            answer(response, door.get().decide(request));
        } catch (RuntimeException | IOException refused) {
            resolve(request, response, refused);
        }
        requests.answered(response.getStatus(), System.nanoTime() - begin);
    }

    private static boolean isPlain(HttpServletRequest request) {
        return "POST".equals(request.getMethod())
                && PATH.equals(request.getRequestURI())
                && request.getQueryString() == null
                && isJson(request.getContentType())
                && isAccepted(request.getHeader("Accept"))
                && request.getHeader("Content-Encoding") == null;
    }

    private static boolean isJson(@Nullable String contentType) {
        return JSON.equalsIgnoreCase(contentType)
                || "application/json;charset=utf-8".equalsIgnoreCase(contentType)
                || "application/json; charset=utf-8".equalsIgnoreCase(contentType);
    }

    private static boolean isAccepted(@Nullable String accept) {
        return accept == null || accept.equals("*/*") || accept.equalsIgnoreCase(JSON);
    }

    private boolean isAdmitted(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && keys.admit(header.substring(SCHEME.length()).strip());
    }

    /* What the security chain says of every answer, as far as it concerns one that no browser shows. */
    private static void answer(HttpServletResponse response, Answer.Decided decided)
            throws IOException {
        byte[] body = DecisionJson.bytes(decided.decision());
        if (decided.replayed()) {
            response.setHeader(CallHeaders.REPLAYED, "true");
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(JSON);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private void resolve(
            HttpServletRequest request, HttpServletResponse response, Exception refused)
            throws IOException, ServletException {
        for (HandlerExceptionResolver resolver : resolvers.get()) {
            if (resolver.resolveException(request, response, null, refused) != null) {
                return;
            }
        }
        throw new ServletException(refused);
    }
}
