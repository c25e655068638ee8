package io.riskgate.training;

import io.riskgate.registry.Alias;
import io.riskgate.registry.AliasRevision;
import io.riskgate.registry.Aliases;
import io.riskgate.registry.Deployments;
import io.riskgate.registry.ModelReference;
import io.riskgate.transaction.AuditTrail;
import io.riskgate.transaction.Changes;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Promotes within the service, by the registry's hot swap: every step is taken here first, then the
 * alias is set with its audit entry, then all replicas follow. The new champion is watched.
 */
@Component
@Profile("!command")
class ServicePromoter implements Promoter {

    private static final Logger log = LoggerFactory.getLogger(ServicePromoter.class);

    /* New windows are filled from the journal before a model that needs them serves. */
    private static final Duration WINDOWS_FILLED = Duration.ofMinutes(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Aliases aliases;
    private final Deployments deployments;
    private final Changes changes;
    private final PromotionWatches watches;
    private final ObjectProvider<AuditTrail> audit;
    private final TransactionOperations transactions;

    ServicePromoter(
            Aliases aliases,
            Deployments deployments,
            Changes changes,
            PromotionWatches watches,
            ObjectProvider<AuditTrail> audit,
            TransactionOperations transactions) {
        this.aliases = aliases;
        this.deployments = deployments;
        this.changes = changes;
        this.watches = watches;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public boolean promote(List<ModelReference> versions, String reason, String by) {
        if (changes.needApproval(Changes.Kind.CHAMPION)) {
            versions.forEach(version -> propose(version, reason, by));
            return false;
        }
        Map<String, ModelReference> before = new HashMap<>();
        List<ModelReference> done = new ArrayList<>();
        for (ModelReference version : versions) {
            ModelReference former = champion(version.name());
            try {
                swap(version, reason, by);
                done.add(version);
                if (former != null) {
                    before.put(version.name(), former);
                }
            } catch (RefusedException refused) {
                log.warn("{} was not promoted: {}", version, refused.getMessage());
                done.stream()
                        .map(one -> before.get(one.name()))
                        .forEach(one -> back(one, version + " could not be promoted", by));
                return false;
            }
        }
        watches.begin(done, before);
        return true;
    }

    /* Where four eyes are asked for, a run is one pair of them. */
    private void propose(ModelReference version, String reason, String by) {
        AliasRevision before = aliases.find(version.name(), Alias.CHAMPION).orElse(null);
        Map<String, Object> change =
                Map.of(
                        "version",
                        version.version(),
                        "reason",
                        reason,
                        "revision",
                        before == null ? 0 : before.revision());
        changes.propose(
                new Changes.Draft(
                        Changes.Kind.CHAMPION,
                        "alias.changed",
                        path(version),
                        before,
                        Map.of("model", version.name(), "change", change)),
                by);
        log.info("{} waits for a second person", version);
    }

    private static String path(ModelReference version) {
        return "/models/" + version.name() + "/aliases/champion";
    }

    /** Makes a former champion champion again. */
    void back(@Nullable ModelReference former, String reason, String by) {
        if (former != null) {
            swap(former, reason, by);
        }
    }

    @Nullable ModelReference champion(String model) {
        return aliases.find(model, Alias.CHAMPION).map(AliasRevision::reference).orElse(null);
    }

    private void swap(ModelReference version, String reason, String by) {
        rehearse(version);
        transactions.executeWithoutResult(
                _ -> {
                    AliasRevision before =
                            aliases.find(version.name(), Alias.CHAMPION).orElse(null);
                    AliasRevision after = aliases.put(Alias.CHAMPION, version, null, reason, by);
                    audit.ifAvailable(
                            trail -> trail.record("alias.changed", path(version), before, after));
                });
        deployments.follow();
    }

    private void rehearse(ModelReference version) {
        long deadline = System.nanoTime() + WINDOWS_FILLED.toNanos();
        while (true) {
            try {
                deployments.rehearse(Alias.CHAMPION, version);
                return;
            } catch (RefusedException refused) {
                boolean later = "features".equals(refused.figures().get("step"));
                if (!later || System.nanoTime() - deadline >= 0) {
                    throw refused;
                }
                pause(refused);
            }
        }
    }

    private static void pause(RefusedException refused) {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused;
        }
    }
}
