package io.riskgate.casework;

import io.riskgate.policy.Lists;
import io.riskgate.transaction.AuditTrail;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Cases in PostgreSQL. */
@Component
class StoredCases implements Cases {

    private static final Logger log = LoggerFactory.getLogger(StoredCases.class);

    /* A case that someone is about to get is locked and skipped, so two who ask at once get two cases. */
    private static final String NEXT =
            """
            update fraud_case set status = 'ASSIGNED', assignee = ?, revision = revision + 1
            where case_id = (select case_id from fraud_case where status = 'OPEN'
                order by amount_at_risk desc, case_id limit 1 for update skip locked)
            returning case_id
            """;

    private final JdbcClient jdbc;
    private final CaseSearch search;
    private final CaseFiles files;
    private final CaseEvents events;
    private final CaseReports reports;
    private final OpenCases open;
    private final Lists lists;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StoredCases(
            JdbcClient jdbc,
            CaseSearch search,
            CaseFiles files,
            CaseEvents events,
            CaseReports reports,
            OpenCases open,
            Lists lists,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.search = search;
        this.files = files;
        this.events = events;
        this.reports = reports;
        this.open = open;
        this.lists = lists;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public Page<FraudCase> page(
            CaseFilter filter, CaseFilter.Sort sort, @Nullable String after, int limit) {
        return search.page(filter, sort, after, limit);
    }

    @Override
    public FraudCase get(UUID id) {
        return files.get(id, false);
    }

    @Override
    public CaseFile file(UUID id) {
        return files.file(id);
    }

    @Override
    public Optional<UUID> next(String caller) {
        return Objects.requireNonNull(
                transaction.execute(
                        _ -> {
                            Optional<UUID> id =
                                    jdbc.sql(NEXT).param(caller).query(UUID.class).optional();
                            id.ifPresent(
                                    taken -> {
                                        events.add(taken, "ASSIGNED", caller, caller);
                                        audit.record(
                                                "case.assigned", path(taken), null, get(taken));
                                    });
                            return id;
                        }));
    }

    @Override
    public FraudCase assign(UUID id, String assignee, @Nullable Integer revision, String caller) {
        return change(
                id,
                revision,
                new Step("case.assigned", "ASSIGNED", caller, assignee),
                before -> {
                    requireUnresolved(before);
                    return jdbc.sql(
                                    "update fraud_case set status = 'ASSIGNED', assignee = ?,"
                                            + " revision = revision + 1 where case_id = ?")
                            .params(assignee, id);
                });
    }

    @Override
    public FraudCase release(UUID id, @Nullable Integer revision, String caller) {
        return change(
                id,
                revision,
                new Step("case.released", "RELEASED", caller, ""),
                before -> {
                    if (before.status() != CaseStatus.ASSIGNED) {
                        throw conflict("The case is " + before.status() + ", nobody holds it.");
                    }
                    return open(id, "");
                });
    }

    @Override
    public FraudCase escalate(UUID id, String reason, @Nullable Integer revision, String caller) {
        return change(
                id,
                revision,
                new Step("case.escalated", "ESCALATED", caller, reason),
                before -> {
                    requireUnresolved(before);
                    return open(id, ", escalated = true");
                });
    }

    @Override
    public FraudCase note(UUID id, String text, String caller) {
        return change(
                id,
                null,
                new Step("case.noted", "NOTED", caller, text),
                _ -> {
                    jdbc.sql(
                                    "insert into case_note (case_id, written_at, author, text)"
                                            + " values (?, ?, ?, ?)")
                            .params(id, now(), caller, text)
                            .update();
                    return jdbc.sql(
                                    "update fraud_case set revision = revision + 1"
                                            + " where case_id = ?")
                            .param(id);
                });
    }

    @Override
    public FraudCase reopen(UUID id, String reason, @Nullable Integer revision, String caller) {
        return change(
                id,
                revision,
                new Step("case.reopened", "REOPENED", caller, reason),
                before -> {
                    if (before.status() != CaseStatus.RESOLVED) {
                        throw conflict("The case is " + before.status() + ", not resolved.");
                    }
                    requireOnly(before);
                    return open(
                            id,
                            ", verdict = null, reason = null, resolved_by = null,"
                                    + " resolved_at = null, reported = true");
                });
    }

    @Override
    public FraudCase resolve(
            UUID id, Resolution resolution, @Nullable Integer revision, String caller) {
        String found = resolution.verdict() + ": " + resolution.reason();
        FraudCase after =
                change(
                        id,
                        revision,
                        new Step("case.resolved", "RESOLVED", caller, found),
                        before -> {
                            requireUnresolved(before);
                            resolution
                                    .entries()
                                    .forEach((list, some) -> lists.ensure(list, some, caller));
                            return resolved(id, resolution, caller);
                        });
        try {
            reports.report(id);
        } catch (RuntimeException later) {
            log.warn("Case {} is resolved; its outcomes will be reported later.", id, later);
        }
        return after;
    }

    private JdbcClient.StatementSpec resolved(UUID id, Resolution resolution, String caller) {
        return jdbc.sql(
                        "update fraud_case set status = 'RESOLVED', verdict = ?, reason = ?,"
                                + " resolved_by = ?, resolved_at = ?, reported = false,"
                                + " revision = revision + 1 where case_id = ?")
                .params(resolution.verdict().name(), resolution.reason(), caller, now(), id);
    }

    private FraudCase change(
            UUID id,
            @Nullable Integer revision,
            Step step,
            Function<FraudCase, JdbcClient.StatementSpec> statement) {
        FraudCase changed =
                Objects.requireNonNull(
                        transaction.execute(
                                _ -> {
                                    FraudCase before = files.get(id, true);
                                    requireRevision(before, revision);
                                    statement.apply(before).update();
                                    events.add(id, step.kind(), step.actor(), step.detail());
                                    FraudCase after = files.get(id, false);
                                    audit.record(step.action(), path(id), before, after);
                                    return after;
                                }));
        if (changed.status() == CaseStatus.RESOLVED) {
            open.closed(changed.accountId(), id);
        } else {
            open.opened(changed.accountId(), id);
        }
        return changed;
    }

    private JdbcClient.StatementSpec open(UUID id, String more) {
        return jdbc.sql(
                        "update fraud_case set status = 'OPEN', assignee = null,"
                                + " revision = revision + 1"
                                + more
                                + " where case_id = ?")
                .param(id);
    }

    /* Whoever works on an account works on all of it: the newer case has the older one's account. */
    private void requireOnly(FraudCase resolved) {
        jdbc.sql(
                        "select case_id from fraud_case where account_id = ?"
                                + " and status <> 'RESOLVED'")
                .param(resolved.accountId())
                .query(UUID.class)
                .optional()
                .ifPresent(
                        newer -> {
                            throw conflict("The account has an unresolved case, " + newer + ".");
                        });
    }

    private static void requireUnresolved(FraudCase fraudCase) {
        if (fraudCase.status() == CaseStatus.RESOLVED) {
            throw conflict("The case is resolved; reopen it first.");
        }
    }

    private static void requireRevision(FraudCase fraudCase, @Nullable Integer revision) {
        if (revision != null && revision != fraudCase.revision()) {
            throw conflict(
                    "The case is at revision %d, not %d; read it again."
                            .formatted(fraudCase.revision(), revision));
        }
    }

    private static RefusedException conflict(String detail) {
        return new RefusedException(ErrorCode.STATE_CONFLICT, detail);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(
                clock.instant().truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }

    private static String path(UUID id) {
        return "/cases/" + id;
    }

    /** One step in the life of a case, as audit and history name it. */
    private record Step(String action, String kind, String actor, String detail) {}
}
