package io.riskgate.journal.web;

import io.riskgate.decision.CaseBook;
import io.riskgate.decision.Decision;
import io.riskgate.decision.DecisionJson;
import io.riskgate.decision.Journal;
import io.riskgate.journal.JournalReader;
import io.riskgate.journal.Reconstruction;
import io.riskgate.journal.ReplayReport;
import io.riskgate.journal.TraceDocument;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads decisions back, and computes them once more. */
@RestController
class JournalController {

    private final JournalReader journal;
    private final Reconstruction reconstruction;
    private final CaseBook cases;
    private final Journal door;

    JournalController(
            JournalReader journal, Reconstruction reconstruction, CaseBook cases, Journal door) {
        this.door = door;
        this.journal = journal;
        this.reconstruction = reconstruction;
        this.cases = cases;
    }

    /** The stored decision of a transaction; without its case while PostgreSQL may not answer. */
    @GetMapping(path = "/v1/decisions/{transactionId}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> decision(@PathVariable String transactionId) {
        Decision decision = journal.decision(transactionId).orElseThrow(JournalController::unknown);
        boolean mayBeInACase =
                decision.outcome().compareTo(DecisionOutcome.REVIEW) >= 0
                        && door.readiness() != Journal.Readiness.SPILLING;
        return ResponseEntity.ok(
                DecisionJson.bytes(
                        mayBeInACase ? decision.inCase(cases.caseOf(transactionId)) : decision));
    }

    /** What the decision rested on: enough to recompute it. */
    @GetMapping("/v1/decisions/{transactionId}/trace")
    TraceDocument trace(@PathVariable String transactionId) {
        return reconstruction.trace(decided(transactionId));
    }

    /** Computes the decision again with what it rested on, and says whether it is the same. */
    @PostMapping("/admin/v1/decisions/{transactionId}/replay")
    ReplayReport replay(@PathVariable String transactionId) {
        return reconstruction.replay(decided(transactionId));
    }

    private JournalReader.Row decided(String transactionId) {
        return journal.find(transactionId)
                .filter(row -> row.decision() != null)
                .orElseThrow(JournalController::unknown);
    }

    private static RefusedException unknown() {
        return new RefusedException(
                ErrorCode.NOT_FOUND, "There is no decision on this transactionId.");
    }
}
