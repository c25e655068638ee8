package io.riskgate.ingest.web;

import io.riskgate.decision.Answer;
import io.riskgate.decision.DecisionJson;
import io.riskgate.decision.Decisions;
import io.riskgate.ingest.TransactionReader;

import jakarta.servlet.http.HttpServletRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;

/** {@code POST /v1/decisions}: one transaction in, one decision out. */
@RestController
@ConditionalOnWebApplication
class DecisionController {

    private static final Logger log = LoggerFactory.getLogger(DecisionController.class);

    private final Decisions decisions;
    private final TransactionReader reader;

    DecisionController(Decisions decisions, TransactionReader restTransactionReader) {
        this.decisions = decisions;
        this.reader = restTransactionReader;
    }

    @PostMapping(
            path = "/v1/decisions",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> decide(HttpServletRequest request) throws IOException {
        CallHeaders headers = CallHeaders.of(request);
        Decisions.Call call =
                new Decisions.Call(
                        reader.read(Bodies.read(request, Bodies.MAX_OBJECT)),
                        headers.budget(),
                        headers.dryRun(),
                        Decisions.Door.REST);
        Answer.Decided decided = decide(call);
        ResponseEntity.BodyBuilder response =
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        if (decided.replayed()) {
            response.header(CallHeaders.REPLAYED, "true");
        }
        return response.body(DecisionJson.bytes(decided.decision()));
    }

    /* What is logged on the way is found by the transaction, and names nobody. */
    private Answer.Decided decide(Decisions.Call call) {
        try (var known = MDC.putCloseable("transactionId", call.transaction().transactionId())) {
            Answer.Decided decided = Answers.decided(decisions.decide(call));
            log.debug("{} by {}", decided.decision().outcome(), decided.decision().path());
            return decided;
        }
    }
}
