package io.riskgate.platform.audit;

import io.riskgate.transaction.AuditTrail;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The audit as a chain: each entry's hash covers the one before, and the head is kept apart, so
 * that a cut tail shows. The head is also anchored in a file and logged: whoever can write to the
 * database cannot take that back.
 */
@Component
class ChainedAuditTrail implements AuditTrail {

    private final AuditRows rows;
    private final AuditAnchor anchor;
    private final JsonMapper json;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ChainedAuditTrail(
            AuditRows rows,
            AuditAnchor anchor,
            JsonMapper json,
            Clock clock,
            PlatformTransactionManager manager) {
        this.rows = rows;
        this.anchor = anchor;
        this.json = json;
        this.clock = clock;
        this.transaction = new TransactionTemplate(manager);
    }

    @Override
    public void record(
            String action, String resource, @Nullable Object before, @Nullable Object after) {
        transaction.executeWithoutResult(
                status -> {
                    AuditRows.Head head = rows.lockedHead();
                    AuditEntry entry =
                            new AuditEntry(
                                    head.position() + 1,
                                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                                    actor(),
                                    Objects.requireNonNullElse(MDC.get("requestId"), ""),
                                    action,
                                    resource,
                                    text(before),
                                    text(after));
                    byte[] hash = entry.hash(head.hash());
                    rows.append(entry, hash);
                    TransactionSynchronizationManager.registerSynchronization(
                            new Committed(entry.position(), hash));
                });
    }

    /** Anchors an entry that cannot be undone any more. */
    private final class Committed implements TransactionSynchronization {

        private final long position;
        private final byte[] hash;

        Committed(long position, byte[] hash) {
            this.position = position;
            this.hash = hash;
        }

        @Override
        public void afterCommit() {
            anchor.note(position, hash);
        }
    }

    private @Nullable String text(@Nullable Object state) {
        return state == null ? null : json.writeValueAsString(state);
    }

    private static String actor() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null ? "riskgate" : caller.getName();
    }
}
