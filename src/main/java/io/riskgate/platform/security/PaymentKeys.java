package io.riskgate.platform.security;

import io.riskgate.ingest.DecidingKeys;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

import java.util.Set;

/** The keys that the table of routes lets post transactions. */
@Component
@ConditionalOnWebApplication
class PaymentKeys implements DecidingKeys {

    private static final Set<Role> ROLES = Routes.roles("POST", "/v1/decisions");

    private final KeyRing keys;
    private final RateLimits limits;

    PaymentKeys(KeyRing keys, RateLimits limits) {
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    public boolean admit(String secret) {
        ApiKey key = keys.find(secret);
        return key != null && ROLES.contains(key.role()) && limits.allow(key);
    }
}
