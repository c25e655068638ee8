package io.riskgate.platform.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Who may call.
 *
 * @param keys each {@code name:role:sha256hex}
 * @param refresh how often the keys in the database are read again
 * @param rateLimit the most requests a second of a key that has no limit of its own, those of the
 *     configuration among them; 0 is no limit
 * @param roleClaim the claim of a token that holds its roles, a path of names parted by dots
 * @param roleMapping the role for each value of that claim, where the values are not the roles' own
 *     names
 */
@ConfigurationProperties("riskgate.security")
record SecuritySettings(
        @DefaultValue List<String> keys,
        @DefaultValue("2s") Duration refresh,
        @DefaultValue("0") int rateLimit,
        @DefaultValue("roles") String roleClaim,
        @DefaultValue Map<String, String> roleMapping) {

    SecuritySettings {
        if (rateLimit < 0) {
            throw new IllegalArgumentException(
                    "riskgate.security.rate-limit must be 0 or more: " + rateLimit);
        }
    }
}
