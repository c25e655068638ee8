package io.riskgate.journal.web;

import io.riskgate.decision.Decision;
import io.riskgate.decision.DecisionJson;
import io.riskgate.journal.JournalReader;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.Optional;

/** Reads decisions back. */
@RestController
class JournalController {

    private final JournalReader journal;

    JournalController(JournalReader journal) {
        this.journal = journal;
    }

    /** The stored decision of a transaction. */
    @GetMapping(path = "/v1/decisions/{transactionId}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> decision(@PathVariable String transactionId) {
        Decision decision =
                decided(transactionId)
                        .map(JournalReader.Row::decision)
                        .orElseThrow(() -> unknown(transactionId));
        return ResponseEntity.ok(DecisionJson.bytes(decision));
    }

    /** What the decision rested on: enough to recompute it. */
    @GetMapping("/v1/decisions/{transactionId}/trace")
    TraceDocument trace(@PathVariable String transactionId) {
        return decided(transactionId)
                .map(TraceDocument::of)
                .orElseThrow(() -> unknown(transactionId));
    }

    private Optional<JournalReader.Row> decided(String transactionId) {
        return journal.find(transactionId).filter(row -> row.decision() != null);
    }

    private static RefusedException unknown(String transactionId) {
        return new RefusedException(
                ErrorCode.NOT_FOUND, "There is no decision on this transactionId.");
    }
}
