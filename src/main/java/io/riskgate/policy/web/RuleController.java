package io.riskgate.policy.web;

import io.riskgate.policy.Rule;
import io.riskgate.policy.RuleChanges;
import io.riskgate.policy.Rules;
import io.riskgate.transaction.Changed;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.Proposal;
import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.security.Principal;
import java.util.List;

/** Rules over HTTP (contract section 7). */
@RestController
@RequestMapping("/admin/v1/rules")
class RuleController {

    private final Rules rules;
    private final RuleChanges changes;

    RuleController(Rules rules, RuleChanges changes) {
        this.rules = rules;
        this.changes = changes;
    }

    @GetMapping
    Page<RuleDocument> list(
            @RequestParam @Nullable Integer limit, @RequestParam @Nullable String after) {
        return rules.page(after, Page.limit(limit)).map(RuleDocument::of);
    }

    @GetMapping("/{id}")
    RuleDocument get(@PathVariable String id) {
        return RuleDocument.of(rules.get(id));
    }

    @GetMapping("/{id}/versions")
    Page<RuleDocument> versions(
            @PathVariable String id,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer after) {
        return rules.versions(id, after, Page.limit(limit)).map(RuleDocument::of);
    }

    @GetMapping("/{id}/versions/{version}")
    RuleDocument version(@PathVariable String id, @PathVariable int version) {
        return RuleDocument.of(rules.version(id, version));
    }

    @PostMapping
    ResponseEntity<Object> create(@RequestBody RuleRequest request, @Nullable Principal caller) {
        return answer(
                changes.create(request.draft(request.id()), Callers.name(caller)),
                HttpStatus.CREATED);
    }

    @PutMapping("/{id}")
    ResponseEntity<Object> change(
            @PathVariable String id, @RequestBody RuleRequest request, @Nullable Principal caller) {
        return answer(
                changes.change(request.changed(id), request.read(), Callers.name(caller)),
                HttpStatus.OK);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Object> delete(
            @PathVariable String id,
            @RequestParam @Nullable Long revision,
            @Nullable Principal caller) {
        return switch (changes.delete(id, revision, Callers.name(caller))) {
            case Changed.Made<String> _ -> ResponseEntity.noContent().build();
            case Changed.Proposed<String>(Proposal proposal) -> proposed(proposal);
        };
    }

    private static ResponseEntity<Object> answer(Changed<Rule> changed, HttpStatus made) {
        return switch (changed) {
            case Changed.Made<Rule>(Rule rule) ->
                    ResponseEntity.status(made).body(RuleDocument.of(rule));
            case Changed.Proposed<Rule>(Proposal proposal) -> proposed(proposal);
        };
    }

    private static ResponseEntity<Object> proposed(Proposal proposal) {
        return ResponseEntity.accepted()
                .location(URI.create(proposal.location()))
                .body(new Waiting(proposal));
    }

    /** That a change waits for a second person. */
    record Waiting(Proposal change) {}

    /**
     * Type-checks an expression.
     *
     * @throws RefusedException {@code unprocessable} with position and expected type
     */
    @PostMapping("/check")
    Checked check(@RequestBody CheckRequest request) {
        RequestFaults faults = new RequestFaults();
        String expression =
                faults.text("expression", request.expression(), RuleRequest.MAX_EXPRESSION);
        faults.refuse();
        return new Checked(true, "bool", rules.check(expression));
    }

    /** An expression to be checked. */
    record CheckRequest(@Nullable String expression) {}

    /**
     * That an expression is a rule.
     *
     * @param reads what it reads
     */
    record Checked(boolean valid, String type, List<String> reads) {}
}
