package io.riskgate.registry.web;

import io.riskgate.registry.Alias;
import io.riskgate.registry.AliasRevision;
import io.riskgate.registry.Aliases;
import io.riskgate.registry.Deployments;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;
import io.riskgate.registry.RevisedThresholds;
import io.riskgate.transaction.AuditTrail;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What people change in the registry. A change is tried here first, then written with its audit
 * entry in one transaction, then followed by this replica before the caller is answered; the others
 * hear of it.
 */
@Component
class AdminModels {

    private final Models models;
    private final Aliases aliases;
    private final Deployments deployments;
    private final ObjectProvider<AuditTrail> audit;
    private final TransactionOperations transactions;

    AdminModels(
            Models models,
            Aliases aliases,
            Deployments deployments,
            ObjectProvider<AuditTrail> audit,
            TransactionOperations transactions) {
        this.models = models;
        this.aliases = aliases;
        this.deployments = deployments;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Registers a version that somebody brings. */
    Manifest register(Submission submission, byte[] model, String by) {
        Deployments.Inspection inspection =
                deployments.inspect(model, submission.features().columns().size());
        Manifest draft = submission.draft(inspection, by);
        return write(
                () -> {
                    Manifest registered = models.register(draft, model, null, by);
                    ModelReference version = registered.model();
                    record(
                            "model.registered",
                            "/models/" + version.name() + "/versions/" + version.version(),
                            null,
                            Map.of("sha256", registered.evidence().sha256()));
                    return registered;
                });
    }

    /** Sets an alias: a hot swap. */
    AliasRevision put(Alias alias, ModelReference version, AliasChange change, String by) {
        requirePossible(alias, version, change);
        AliasRevision written =
                write(
                        () -> {
                            AliasRevision before = aliases.find(version.name(), alias).orElse(null);
                            AliasRevision after =
                                    aliases.put(
                                            alias, version, change.revision(), change.text(), by);
                            record("alias.changed", path(version.name(), alias), before, after);
                            return after;
                        });
        follow();
        return written;
    }

    /** Refuses what could not be put, without putting it. */
    void requirePossible(Alias alias, ModelReference version, AliasChange change) {
        requireGates(alias, version, change);
        deployments.rehearse(alias, version);
    }

    /* Within a larger transaction only once it is committed: what may still be undone must not serve. */
    private void follow() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            deployments.follow();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        deployments.follow();
                    }
                });
    }

    /* A candidate that failed a gate is kept for the record; only a person can put it to work. */
    private void requireGates(Alias alias, ModelReference version, AliasChange change) {
        models.get(version);
        if (alias == Alias.CHAMPION && !change.overrides()) {
            models.refusal(version)
                    .ifPresent(
                            why -> {
                                throw new RefusedException(
                                        ErrorCode.STATE_CONFLICT,
                                        version
                                                + " failed its gates: "
                                                + why
                                                + ". Put it with \"override\": true to use it all"
                                                + " the same; your name and reason are recorded.",
                                        Map.of("step", "gates"));
                            });
        }
    }

    /** Edits the thresholds of a version. */
    RevisedThresholds edit(RevisedThresholds edited, String by) {
        RevisedThresholds written =
                write(
                        () -> {
                            RevisedThresholds before = models.thresholds(edited.model());
                            RevisedThresholds after = models.edit(edited, by);
                            record(
                                    "thresholds.changed",
                                    "/thresholds",
                                    before.thresholds(),
                                    after.thresholds());
                            return after;
                        });
        follow();
        return written;
    }

    private <T> T write(Supplier<T> change) {
        return Objects.requireNonNull(transactions.execute(_ -> change.get()));
    }

    private void record(
            String action, String resource, @Nullable Object before, @Nullable Object after) {
        audit.ifAvailable(trail -> trail.record(action, resource, before, after));
    }

    private static String path(String model, Alias alias) {
        return "/models/" + model + "/aliases/" + alias.path();
    }
}
