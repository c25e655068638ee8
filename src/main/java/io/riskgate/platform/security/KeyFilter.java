package io.riskgate.platform.security;

import io.riskgate.platform.problem.ProblemWriter;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.List;

/** Finds out who calls: by API key, else by token. */
final class KeyFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final KeyRing keys;
    private final Tokens tokens;
    private final RateLimits limits;

    KeyFilter(KeyRing keys, Tokens tokens, RateLimits limits) {
        this.keys = keys;
        this.tokens = tokens;
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String secret = secret(request.getHeader("Authorization"));
        ApiKey key = secret == null ? null : keys.find(secret);
        if (key != null && !limits.allow(key)) {
            ProblemWriter.write(
                    request,
                    response,
                    new RefusedException(
                            ErrorCode.RATE_LIMITED,
                            "This key is limited to " + limits.of(key) + " requests a second."));
            return;
        }
        Authentication caller = key != null ? caller(key) : byToken(secret);
        if (caller != null) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(caller);
            SecurityContextHolder.setContext(context);
            new RequestAttributeSecurityContextRepository().saveContext(context, request, response);
        }
        chain.doFilter(request, response);
    }

    private @Nullable Authentication byToken(@Nullable String secret) {
        return secret == null ? null : tokens.authenticate(secret);
    }

    private static Authentication caller(ApiKey key) {
        return UsernamePasswordAuthenticationToken.authenticated(
                key.name(), null, List.of(new SimpleGrantedAuthority(key.role().authority())));
    }

    private static @Nullable String secret(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return header.substring(SCHEME.length()).strip();
    }
}
