package io.riskgate.ingest.web;

import io.riskgate.decision.Decisions;
import io.riskgate.ingest.TransactionBatch;
import io.riskgate.ingest.TransactionReader;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;

/** {@code POST /v1/decisions/batch}: many transactions, each with an answer of its own. */
@RestController
@ConditionalOnWebApplication
class BatchController {

    private final BatchDecisions batches;
    private final TransactionReader reader;

    BatchController(Decisions decisions, TransactionReader restTransactionReader) {
        this.batches = new BatchDecisions(decisions);
        this.reader = restTransactionReader;
    }

    @PostMapping(
            path = "/v1/decisions/batch",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> decide(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        CallHeaders headers = CallHeaders.of(request);
        TransactionBatch batch = reader.readBatch(Bodies.read(request, Bodies.MAX_ARRAY));
        String requestId = String.valueOf(response.getHeader("X-Request-Id"));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        BatchJson.bytes(
                                batches.decide(batch, headers),
                                request.getRequestURI(),
                                requestId));
    }
}
