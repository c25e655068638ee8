package io.riskgate.platform.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How long is remembered who did what. The chain of writes is kept for good.
 *
 * @param readRetention how long sensitive reads are kept
 */
@ConfigurationProperties("riskgate.audit")
record AuditSettings(@DefaultValue("400d") Duration readRetention) {

    AuditSettings {
        if (!readRetention.isPositive()) {
            throw new IllegalArgumentException("riskgate.audit.read-retention must be positive");
        }
    }
}
