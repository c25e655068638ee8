package io.riskgate.platform.approval;

import io.riskgate.platform.approval.ChangeDocument.Status;
import io.riskgate.transaction.AuditTrail;
import io.riskgate.transaction.Changes;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.Proposal;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Proposals in PostgreSQL. */
@Component
class StoredChanges implements Changes {

    /*
     * Approving and carrying out are one transaction: there is never an approved change that was
     * not made. What is stale is refused by the owner of the state, which compares revisions; the
     * proposal then still waits, and can only be rejected.
     */
    private final ChangeRows rows;
    private final ObjectProvider<Applier> appliers;
    private final ApprovalSettings settings;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;
    private final TransactionTemplate transaction;

    StoredChanges(
            ChangeRows rows,
            ObjectProvider<Applier> appliers,
            ApprovalSettings settings,
            AuditTrail audit,
            JsonMapper json,
            Clock clock,
            PlatformTransactionManager manager) {
        this.rows = rows;
        this.appliers = appliers;
        this.settings = settings;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
        this.transaction = new TransactionTemplate(manager);
    }

    @Override
    public boolean needApproval(Kind kind) {
        return settings.fourEyes().contains(kind);
    }

    @Override
    public Proposal propose(Draft draft, String by) {
        ChangeDocument proposed =
                new ChangeDocument(
                        UUID.randomUUID(),
                        draft.kind(),
                        draft.action(),
                        draft.resource(),
                        Status.PENDING,
                        draft.before() == null ? null : json.valueToTree(draft.before()),
                        json.valueToTree(draft.change()),
                        by,
                        now(),
                        null,
                        null,
                        null);
        transaction.executeWithoutResult(
                _ -> {
                    rows.add(proposed);
                    audit.record("change.proposed", path(proposed.id()), null, proposed);
                });
        return new Proposal(proposed.id(), proposed.resource());
    }

    /** Makes the change. */
    ChangeDocument approve(UUID id, @Nullable String reason, String by) {
        return decide(
                id,
                before -> {
                    if (before.proposedBy().equals(by)) {
                        throw new RefusedException(
                                ErrorCode.FORBIDDEN,
                                "You proposed this change: somebody else must approve it.");
                    }
                    ChangeDocument after = settled(before, Status.APPROVED, reason, by);
                    audit.record("change.approved", path(id), before, after);
                    applier(before.kind())
                            .apply(
                                    before.action(),
                                    before.change().toString(),
                                    before.proposedBy());
                    return after;
                });
    }

    /** Drops the change; its proposer may, too. */
    ChangeDocument reject(UUID id, @Nullable String reason, String by) {
        return decide(
                id,
                before -> {
                    ChangeDocument after = settled(before, Status.REJECTED, reason, by);
                    audit.record("change.rejected", path(id), before, after);
                    return after;
                });
    }

    private ChangeDocument decide(UUID id, Decision decision) {
        return Objects.requireNonNull(
                transaction.execute(
                        _ -> {
                            ChangeDocument before = rows.locked(id);
                            if (before.status() != Status.PENDING) {
                                throw new RefusedException(
                                        ErrorCode.STATE_CONFLICT,
                                        "The change is " + before.status() + " already.",
                                        Map.of("changeStatus", before.status().name()));
                            }
                            ChangeDocument after = decision.on(before);
                            rows.settle(after);
                            return after;
                        }));
    }

    private ChangeDocument settled(
            ChangeDocument before, Status status, @Nullable String reason, String by) {
        return new ChangeDocument(
                before.id(),
                before.kind(),
                before.action(),
                before.resource(),
                status,
                before.before(),
                before.change(),
                before.proposedBy(),
                before.proposedAt(),
                by,
                now(),
                reason);
    }

    private Applier applier(Kind kind) {
        return appliers.stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody changes " + kind));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String path(UUID id) {
        return "/changes/" + id;
    }

    /** What is done with a proposal that waits. */
    private interface Decision {

        ChangeDocument on(ChangeDocument before);
    }
}
