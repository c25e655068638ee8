package io.riskgate.platform.problem;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

import java.io.IOException;

/** Turns whatever a handler throws, and the want of a handler, into a problem document. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemResolver implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(ProblemResolver.class);

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            Exception thrown) {
        if (thrown instanceof AccessDeniedException || thrown instanceof AuthenticationException) {
            return null;
        }
        try {
            answer(request, response, thrown);
        } catch (IOException e) {
            log.debug("The caller left before it was told of an error", e);
        }
        return new ModelAndView();
    }

    private static void answer(
            HttpServletRequest request, HttpServletResponse response, Exception thrown)
            throws IOException {
        if (thrown instanceof AsyncRequestNotUsableException) {
            return;
        }
        RefusedException refusal = Refusals.of(thrown);
        if (refusal != null) {
            copyHeaders(thrown, response);
            ProblemWriter.write(request, response, refusal);
        } else if (thrown instanceof ErrorResponse known) {
            copyHeaders(thrown, response);
            int status = known.getStatusCode().value();
            ProblemWriter.write(
                    request, response, status, Statuses.code(status), Statuses.detail(status));
        } else if (thrown instanceof IOException) {
            log.debug("The caller left, or was too slow, before its request was read", thrown);
            ProblemWriter.write(
                    request, response, 400, ErrorCode.INVALID_REQUEST, Statuses.detail(400));
        } else {
            log.error("The request failed", thrown);
            ProblemWriter.write(
                    request, response, 500, ErrorCode.INTERNAL_ERROR, Statuses.detail(500));
        }
    }

    private static void copyHeaders(Exception thrown, HttpServletResponse response) {
        if (thrown instanceof ErrorResponse known) {
            HttpHeaders headers = known.getHeaders();
            headers.forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        }
    }
}
