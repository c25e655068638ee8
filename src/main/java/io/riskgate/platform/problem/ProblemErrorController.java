package io.riskgate.platform.problem;

import io.riskgate.transaction.RefusedException;
import io.swagger.v3.oas.annotations.Hidden;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

import java.io.IOException;

/** Answers what failed outside of any handler: in a filter, in the container. */
@Hidden
@Controller
class ProblemErrorController implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ProblemErrorController.class);

    @RequestMapping("${server.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        RefusedException refusal =
                thrown instanceof Throwable throwable ? Refusals.of(throwable) : null;
        if (refusal != null) {
            ProblemWriter.write(request, response, refusal);
            return;
        }
        if (thrown instanceof Throwable throwable && !(thrown instanceof IOException)) {
            log.error("The request failed outside of its handler", throwable);
        }
        int status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        ? code
                        : 404;
        ProblemWriter.write(
                request, response, status, Statuses.code(status), Statuses.detail(status));
    }
}
