package io.riskgate.ingest.web;

import io.riskgate.decision.Answer;
import io.riskgate.decision.Decisions;
import io.riskgate.ingest.TransactionReader;
import io.riskgate.transaction.RefusedException;

import jakarta.servlet.http.HttpServletRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

import java.io.IOException;

/** One transaction of one HTTP request, decided. */
@Component
@ConditionalOnWebApplication
class DecisionDoor {

    private static final Logger log = LoggerFactory.getLogger(DecisionDoor.class);

    private final Decisions decisions;
    private final TransactionReader reader;

    DecisionDoor(Decisions decisions, TransactionReader restTransactionReader) {
        this.decisions = decisions;
        this.reader = restTransactionReader;
    }

    /**
     * The decision on what a request holds.
     *
     * @throws RefusedException where there is none
     */
    Answer.Decided decide(HttpServletRequest request) throws IOException {
        CallHeaders headers = CallHeaders.of(request);
        return decide(
                new Decisions.Call(
                        reader.read(Bodies.read(request, Bodies.MAX_OBJECT)),
                        headers.budget(),
                        headers.dryRun(),
                        Decisions.Door.REST));
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
