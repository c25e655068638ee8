package io.riskgate.platform.problem;

import io.riskgate.transaction.ProblemDocument;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Answers what Tomcat refuses before any application sees it: unreadable request lines, TRACE. */
public class ProblemValve extends ErrorReportValve {

    static void reportErrorsOf(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context ->
                        ((StandardHost) context.getParent())
                                .setErrorReportValveClass(ProblemValve.class.getName()));
    }

    /*
     * Tomcat finds a method, a coding or a version of HTTP that it does not know to be its own fault; it is the
     * caller's.
     */
    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status == 501 || status == 505) {
            status = 400;
            response.setStatus(status);
        }
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean writable = new AtomicBoolean(false);
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
        if (writable.get()) {
            try {
                write(request, response, status);
            } catch (IOException | IllegalStateException e) {
                container.getLogger().debug("An error could not be reported", e);
            }
        }
    }

    private static void write(Request request, Response response, int status) throws IOException {
        ProblemDocument problem =
                new ProblemDocument(
                        status,
                        Statuses.code(status),
                        Statuses.detail(status),
                        instance(request),
                        RequestIdFilter.identify(request, response),
                        List.of(),
                        Map.of());
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        Writer writer = response.getReporter();
        if (writer != null) {
            writer.write(JsonMapper.shared().writeValueAsString(problem.members()));
            response.finishResponse();
        }
    }

    /* A request line that could not be read has no path that could be repeated. */
    private static String instance(Request request) {
        return request.getContext() == null ? "/" : ProblemWriter.instance(request);
    }
}
