package io.riskgate.platform;

import io.riskgate.transaction.AuditTrail;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;

/** Writes what people did to the log, where no other trail is kept. */
@Component
@Fallback
class LoggedAuditTrail implements AuditTrail {

    private static final Logger log = LoggerFactory.getLogger(LoggedAuditTrail.class);

    @Override
    public void record(
            String action, String resource, @Nullable Object before, @Nullable Object after) {
        log.info("{} {}: {} became {}", action, resource, before, after);
    }
}
