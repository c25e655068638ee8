package io.riskgate.platform.security;

import io.riskgate.platform.problem.ProblemWriter;
import io.riskgate.transaction.ErrorCode;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

import java.io.IOException;
import java.util.Set;

/** What callers are told that are not let through. */
final class AccessProblems
        implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer realm=\"riskgate\"");
        ProblemWriter.write(
                request,
                response,
                401,
                ErrorCode.UNAUTHENTICATED,
                request.getHeader("Authorization") == null
                        ? "There is no key: send Authorization: Bearer KEY."
                        : "The key is not known, or no longer in force.");
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        if (Routes.of(request) != null) {
            ProblemWriter.write(
                    request,
                    response,
                    403,
                    ErrorCode.FORBIDDEN,
                    "The role of this key does not allow this.");
            return;
        }
        Set<String> methods = Routes.methods(request);
        if (methods.isEmpty()) {
            ProblemWriter.write(
                    request, response, 404, ErrorCode.NOT_FOUND, "There is nothing at this path.");
        } else {
            notAllowed(request, response, String.join(", ", methods));
        }
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, RequestRejectedException why)
            throws IOException {
        ProblemWriter.write(
                request,
                response,
                400,
                ErrorCode.INVALID_REQUEST,
                "The path, a header or a parameter has characters that are not accepted.");
    }

    private static void notAllowed(
            HttpServletRequest request, HttpServletResponse response, String methods)
            throws IOException {
        response.setHeader("Allow", methods);
        if ("OPTIONS".equals(request.getMethod())) {
            response.setStatus(204);
            return;
        }
        ProblemWriter.write(
                request,
                response,
                405,
                ErrorCode.METHOD_NOT_ALLOWED,
                request.getMethod() + " is not supported here; use " + methods + ".");
    }
}
