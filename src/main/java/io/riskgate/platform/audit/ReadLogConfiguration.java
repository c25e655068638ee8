package io.riskgate.platform.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.time.Clock;
import java.util.Objects;

/** Which reads are sensitive: those of a person's data, of keys and of the audit itself. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ReadLogConfiguration implements WebMvcConfigurer {

    private static final String[] SENSITIVE = {
        "/v1/decisions/*",
        "/v1/decisions/*/trace",
        "/admin/v1/decisions/**",
        "/admin/v1/cases/**",
        "/admin/v1/lists/**",
        "/admin/v1/dead-letters/**",
        "/admin/v1/keys/**",
        "/admin/v1/audit/**"
    };

    private final ReadLog reads;
    private final Clock clock;

    ReadLogConfiguration(ReadLog reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Reader()).addPathPatterns(SENSITIVE);
    }

    private final class Reader implements HandlerInterceptor {

        @Override
        public void afterCompletion(
                HttpServletRequest request,
                HttpServletResponse response,
                Object handler,
                @Nullable Exception failure) {
            Authentication caller = SecurityContextHolder.getContext().getAuthentication();
            if (caller != null && isRead(request) && !isPaymentSystem(caller)) {
                reads.note(
                        new SensitiveRead(
                                clock.instant(),
                                caller.getName(),
                                Objects.requireNonNullElse(MDC.get("requestId"), ""),
                                request.getMethod(),
                                path(request),
                                response.getStatus()));
            }
        }

        /* A replay shows as much as a trace. */
        private static boolean isRead(HttpServletRequest request) {
            return request.getMethod().equals("GET") || request.getRequestURI().endsWith("/replay");
        }

        /* A system that asks for its own decisions is no reader, and asks too often. */
        private static boolean isPaymentSystem(Authentication caller) {
            return caller.getAuthorities().stream()
                    .allMatch(role -> "ROLE_payments".equals(role.getAuthority()));
        }

        private static String path(HttpServletRequest request) {
            String query = request.getQueryString();
            String path = request.getRequestURI();
            return query == null ? path : path + "?" + query;
        }
    }
}
