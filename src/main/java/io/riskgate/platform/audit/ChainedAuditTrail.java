package io.riskgate.platform.audit;

import io.riskgate.transaction.AuditTrail;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The audit as a chain: each entry's hash covers the one before, and the head is kept apart, so
 * that a cut tail shows. The head is also logged: whoever can write to the database cannot take
 * that back.
 */
@Component
class ChainedAuditTrail implements AuditTrail {

    private static final Logger log = LoggerFactory.getLogger(ChainedAuditTrail.class);

    private final AuditRows rows;
    private final JsonMapper json;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ChainedAuditTrail(
            AuditRows rows, JsonMapper json, Clock clock, PlatformTransactionManager manager) {
        this.rows = rows;
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
                    log.info(
                            "The audit is {} entries long, its head {}",
                            entry.position(),
                            HexFormat.of().formatHex(hash));
                });
    }

    private @Nullable String text(@Nullable Object state) {
        return state == null ? null : json.writeValueAsString(state);
    }

    private static String actor() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null ? "riskgate" : caller.getName();
    }
}
