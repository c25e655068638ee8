package io.riskgate.platform.warmup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How the service practises before it says that it is ready.
 *
 * @param upTo the longest it does; zero leaves it out
 * @param callers how many calls are made at once
 */
@ConfigurationProperties("riskgate.warm-up")
record WarmUpSettings(@DefaultValue("2s") Duration upTo, @DefaultValue("4") int callers) {

    WarmUpSettings {
        if (upTo.isNegative() || callers < 1) {
            throw new IllegalArgumentException(
                    "riskgate.warm-up.up-to must not be negative, .callers at least 1");
        }
    }
}
