package io.riskgate.casework.web;

import io.riskgate.casework.CaseFile;
import io.riskgate.casework.Cases;
import io.riskgate.casework.FraudCase;
import io.riskgate.journal.JournalReader;
import io.riskgate.journal.Reconstruction;
import io.riskgate.journal.TraceDocument;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.security.Principal;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;

/** Finding, taking and annotating cases over HTTP (contract section 7). */
@RestController
@RequestMapping("/admin/v1/cases")
class CaseController {

    private static final int MAX_TEXT = 4000;

    private final Cases cases;
    private final JournalReader journal;
    private final Reconstruction reconstruction;
    private final Clock clock;

    CaseController(Cases cases, JournalReader journal, Reconstruction reconstruction, Clock clock) {
        this.cases = cases;
        this.journal = journal;
        this.reconstruction = reconstruction;
        this.clock = clock;
    }

    @GetMapping
    Page<CaseDocument> list(@ModelAttribute CaseQuery query) {
        return cases.page(query.filter(), query.order(), query.after(), Page.limit(query.limit()))
                .map(this::document);
    }

    @GetMapping("/{id}")
    CaseFileDocument get(@PathVariable UUID id) {
        CaseFile file = cases.file(id);
        TraceDocument trace =
                file.decisions().isEmpty()
                        ? null
                        : journal.find(file.decisions().getFirst().transactionId())
                                .filter(row -> row.decision() != null)
                                .map(reconstruction::trace)
                                .orElse(null);
        return CaseFileDocument.of(file, trace, clock.instant());
    }

    /** Gives the caller the open case with the most at risk; 204 where there is none. */
    @PostMapping("/next")
    ResponseEntity<CaseFileDocument> next(@Nullable Principal caller) {
        return cases.next(Callers.name(caller))
                .map(this::get)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** To the caller, unless the body names another. */
    @PostMapping("/{id}/assign")
    CaseDocument assign(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Step body,
            @Nullable Principal caller) {
        Step step = Step.orEmpty(body);
        String assignee = Objects.requireNonNullElse(step.assignee(), Callers.name(caller));
        return document(cases.assign(id, assignee, step.revision(), Callers.name(caller)));
    }

    @PostMapping("/{id}/release")
    CaseDocument release(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Step body,
            @Nullable Principal caller) {
        return document(cases.release(id, Step.orEmpty(body).revision(), Callers.name(caller)));
    }

    @PostMapping("/{id}/escalate")
    CaseDocument escalate(
            @PathVariable UUID id, @RequestBody Step step, @Nullable Principal caller) {
        return document(
                cases.escalate(
                        id, text("reason", step.reason()), step.revision(), Callers.name(caller)));
    }

    @PostMapping("/{id}/reopen")
    CaseDocument reopen(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Step body,
            @Nullable Principal caller) {
        Step step = Step.orEmpty(body);
        return document(
                cases.reopen(
                        id,
                        Objects.requireNonNullElse(step.reason(), ""),
                        step.revision(),
                        Callers.name(caller)));
    }

    @PostMapping("/{id}/notes")
    CaseFileDocument note(
            @PathVariable UUID id, @RequestBody NoteRequest note, @Nullable Principal caller) {
        cases.note(id, text("text", note.text()), Callers.name(caller));
        return get(id);
    }

    private CaseDocument document(FraudCase one) {
        return CaseDocument.of(one, clock.instant());
    }

    private static String text(String field, @Nullable String value) {
        RequestFaults faults = new RequestFaults();
        String text = faults.text(field, value, MAX_TEXT);
        faults.refuse();
        return text;
    }

    /** What a step in the life of a case may carry. */
    record Step(@Nullable String assignee, @Nullable String reason, @Nullable Integer revision) {

        static Step orEmpty(@Nullable Step body) {
            return body == null ? new Step(null, null, null) : body;
        }
    }

    /** What is to be noted. */
    record NoteRequest(@Nullable String text) {}
}
