package io.riskgate.platform.approval;

import io.riskgate.platform.approval.ChangeDocument.Status;
import io.riskgate.transaction.Changes;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.security.Principal;
import java.util.UUID;

/** Proposals over HTTP (contract section 7). */
@RestController
@RequestMapping("/admin/v1/changes")
@ConditionalOnWebApplication
class ChangeController {

    private static final int MAX_REASON = 500;

    private final StoredChanges changes;
    private final ChangeRows rows;

    ChangeController(StoredChanges changes, ChangeRows rows) {
        this.changes = changes;
        this.rows = rows;
    }

    @GetMapping
    Page<ChangeDocument> list(
            @RequestParam @Nullable String status,
            @RequestParam @Nullable String kind,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable UUID after) {
        RequestFaults faults = new RequestFaults();
        Status wanted = status == null ? null : faults.oneOf("status", status, Status.class, null);
        Changes.Kind of =
                kind == null ? null : faults.oneOf("kind", kind, Changes.Kind.class, null);
        faults.refuse();
        int most = Page.limit(limit);
        return Page.of(
                rows.newest(wanted, of, after, most + 1), most, change -> change.id().toString());
    }

    @GetMapping("/{id}")
    ChangeDocument get(@PathVariable UUID id) {
        return rows.get(id);
    }

    @PostMapping("/{id}/approve")
    ChangeDocument approve(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Verdict verdict,
            Principal caller) {
        return changes.approve(id, reason(verdict), caller.getName());
    }

    @PostMapping("/{id}/reject")
    ChangeDocument reject(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Verdict verdict,
            Principal caller) {
        return changes.reject(id, reason(verdict), caller.getName());
    }

    private static @Nullable String reason(@Nullable Verdict verdict) {
        RequestFaults faults = new RequestFaults();
        String reason =
                verdict == null
                        ? null
                        : faults.optionalText("reason", verdict.reason(), MAX_REASON);
        faults.refuse();
        return reason;
    }

    /** Why. */
    record Verdict(@Nullable String reason) {}
}
