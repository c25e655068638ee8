package io.riskgate.registry.web;

import io.riskgate.registry.Alias;
import io.riskgate.registry.AliasRevision;
import io.riskgate.registry.Aliases;
import io.riskgate.registry.ModelReference;
import io.riskgate.transaction.Changed;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.FieldFault;
import io.riskgate.transaction.Proposal;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which version is champion or challenger. */
@RestController
@RequestMapping("/admin/v1/models/{name}/aliases/{alias}")
class AliasesController {

    private static final int HISTORY = 50;

    private final ChampionChanges admin;
    private final Aliases aliases;

    AliasesController(ChampionChanges admin, Aliases aliases) {
        this.admin = admin;
        this.aliases = aliases;
    }

    @GetMapping
    AliasView get(@PathVariable String name, @PathVariable String alias) {
        List<AliasRevision> history = aliases.history(name, alias(alias), HISTORY);
        if (history.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.NOT_FOUND, "Model " + name + " has no " + alias + ".");
        }
        return AliasView.of(history);
    }

    @PutMapping
    ResponseEntity<Object> put(
            @PathVariable String name,
            @PathVariable String alias,
            @RequestBody AliasChange change,
            @Nullable Principal principal) {
        List<FieldFault> faults = new ArrayList<>();
        if (change.version() == null) {
            faults.add(fault("version", "version, a whole number, is required"));
        }
        if (change.reason() == null || change.reason().isBlank()) {
            faults.add(fault("reason", "reason is required: it is kept with the change"));
        }
        if (!faults.isEmpty() || change.version() == null) {
            throw RefusedException.invalid(faults);
        }
        Alias which = alias(alias);
        ModelReference version = new ModelReference(name, change.version());
        return switch (admin.put(which, version, change, Caller.of(principal))) {
            case Changed.Made<AliasRevision> _ ->
                    ResponseEntity.ok(AliasView.of(aliases.history(name, which, HISTORY)));
            case Changed.Proposed<AliasRevision>(Proposal proposal) -> Waiting.answer(proposal);
        };
    }

    private static FieldFault fault(String field, String message) {
        return new FieldFault(field, "invalid_request", message);
    }

    private static Alias alias(String path) {
        return Alias.ofPath(path)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.NOT_FOUND,
                                        "The aliases are champion and challenger."));
    }

    /**
     * An alias as callers see it.
     *
     * @param history its settings, the newest first
     */
    record AliasView(
            String model,
            String alias,
            int version,
            int revision,
            String reason,
            String by,
            Instant at,
            List<Setting> history) {

        static AliasView of(List<AliasRevision> history) {
            AliasRevision now = history.getFirst();
            return new AliasView(
                    now.model(),
                    now.alias().path(),
                    now.version(),
                    now.revision(),
                    now.reason(),
                    now.by(),
                    now.at(),
                    history.stream().map(Setting::of).toList());
        }
    }

    /** One setting in an alias's history. */
    record Setting(int version, int revision, String reason, String by, Instant at) {

        static Setting of(AliasRevision one) {
            return new Setting(one.version(), one.revision(), one.reason(), one.by(), one.at());
        }
    }
}
