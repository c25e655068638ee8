package io.riskgate.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.UUID;

/** Which key may call how often. */
class RateLimitsTests {

    private long now;

    @Test
    void holdsAKeyOfTheConfigurationToTheDefault() {
        RateLimits limits = new RateLimits(() -> now, 2);
        ApiKey key = new ApiKey(null, "till", Role.PAYMENTS, Digest.ofSecret("rk_a"), null);

        assertThat(limits.allow(key)).isTrue();
        assertThat(limits.allow(key)).isTrue();
        assertThat(limits.allow(key)).isFalse();
        now += 500_000_000;
        assertThat(limits.allow(key)).isTrue();
        assertThat(limits.allow(key)).isFalse();
    }

    @Test
    void letsAKeysOwnLimitStand() {
        RateLimits limits = new RateLimits(() -> now, 1);
        ApiKey key =
                new ApiKey(UUID.randomUUID(), "till", Role.PAYMENTS, Digest.ofSecret("rk_b"), 3);

        assertThat(limits.of(key)).isEqualTo(3);
        assertThat(limits.allow(key) && limits.allow(key) && limits.allow(key)).isTrue();
        assertThat(limits.allow(key)).isFalse();
    }

    @Test
    void limitsNobodyUnlessAsked() {
        RateLimits limits = new RateLimits(() -> now, 0);
        ApiKey key = new ApiKey(null, "till", Role.PAYMENTS, Digest.ofSecret("rk_c"), null);

        for (int call = 0; call < 10_000; call++) {
            assertThat(limits.allow(key)).isTrue();
        }
    }
}
