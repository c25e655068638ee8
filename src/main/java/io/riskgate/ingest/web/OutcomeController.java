package io.riskgate.ingest.web;

import io.riskgate.ingest.OutcomeReader;
import io.riskgate.outcome.Outcomes;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.Source;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/outcomes}: what transactions really were, all of a request or none of it. */
@RestController
@ConditionalOnWebApplication
class OutcomeController {

    private final Outcomes outcomes;
    private final OutcomeReader reader;

    OutcomeController(Outcomes outcomes, OutcomeReader restOutcomeReader) {
        this.outcomes = outcomes;
        this.reader = restOutcomeReader;
    }

    @PostMapping(
            path = "/v1/outcomes",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Integer> report(HttpServletRequest request) throws IOException {
        byte[] body = Bodies.read(request, Bodies.MAX_ARRAY);
        if (body.length > Bodies.MAX_OBJECT && !isArray(body)) {
            throw Bodies.tooLarge(Bodies.MAX_OBJECT);
        }
        List<ReportedOutcome> reports = reader.readAll(body);
        for (ReportedOutcome report : reports) {
            requireRole(request, report.source());
        }
        outcomes.accept(reports);
        return Map.of("accepted", reports.size());
    }

    private static void requireRole(HttpServletRequest request, Source source) {
        String role =
                switch (source) {
                    case CHARGEBACK, ISSUER, CUSTOMER -> "payments";
                    case ANALYST -> "analyst";
                    case IMPORT -> "admin";
                };
        if (!request.isUserInRole(role) && !request.isUserInRole("admin")) {
            throw new RefusedException(
                    ErrorCode.FORBIDDEN,
                    "Outcomes of source " + source + " need the role " + role + ".");
        }
    }

    private static boolean isArray(byte[] body) {
        for (byte each : body) {
            if (each > ' ') {
                return each == '[';
            }
        }
        return false;
    }
}
