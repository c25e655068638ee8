package io.riskgate.policy.web;

import io.riskgate.policy.Rules;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.security.Principal;
import java.util.List;

/** Rules over HTTP (contract section 7). */
@RestController
@RequestMapping("/admin/v1/rules")
class RuleController {

    private final Rules rules;

    RuleController(Rules rules) {
        this.rules = rules;
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
    @ResponseStatus(HttpStatus.CREATED)
    RuleDocument create(@RequestBody RuleRequest request, @Nullable Principal caller) {
        return RuleDocument.of(rules.create(request.draft(request.id()), Callers.name(caller)));
    }

    @PutMapping("/{id}")
    RuleDocument change(
            @PathVariable String id, @RequestBody RuleRequest request, @Nullable Principal caller) {
        return RuleDocument.of(
                rules.change(request.changed(id), request.read(), Callers.name(caller)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String id,
            @RequestParam @Nullable Long revision,
            @Nullable Principal caller) {
        rules.delete(id, revision, Callers.name(caller));
    }

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
