package io.riskgate.platform.problem;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.ProblemDocument;
import io.riskgate.transaction.RefusedException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Answers requests with problem documents, whatever media type was asked for. */
public final class ProblemWriter {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final int MAX_INSTANCE = 256;

    private ProblemWriter() {}

    /** Answers with a refusal. */
    public static void write(
            HttpServletRequest request, HttpServletResponse response, RefusedException refusal)
            throws IOException {
        if (refusal.code().category() == ErrorCode.Category.CAPACITY
                || refusal.code() == ErrorCode.RATE_LIMITED) {
            response.setHeader("Retry-After", "1");
        }
        send(
                request,
                response,
                ProblemDocument.of(refusal, instance(request), id(request, response)));
    }

    /** Answers with a status that may be another than the code's own. */
    public static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            ErrorCode code,
            String detail)
            throws IOException {
        send(
                request,
                response,
                new ProblemDocument(
                        status,
                        code,
                        detail,
                        instance(request),
                        id(request, response),
                        List.of(),
                        Map.of()));
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, ProblemDocument problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = MAPPER.writeValueAsBytes(problem.members());
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
        response.flushBuffer();
    }

    /** The path that was asked for, without its query; in an error dispatch the first one. */
    static String instance(HttpServletRequest request) {
        Object original = request.getAttribute("jakarta.servlet.error.request_uri");
        String path = original instanceof String text ? text : request.getRequestURI();
        if (path == null || path.isEmpty()) {
            return "/";
        }
        return path.length() <= MAX_INSTANCE ? path : path.substring(0, MAX_INSTANCE);
    }

    private static String id(HttpServletRequest request, HttpServletResponse response) {
        return RequestIdFilter.identify(request, response);
    }
}
