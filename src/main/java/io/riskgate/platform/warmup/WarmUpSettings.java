package io.riskgate.platform.warmup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How the service practises before it says that it is ready.
 *
 * @param upTo how long that takes at most; zero leaves it out
 * @param callers how many dry runs there are at once before the service says that it is ready
 */
@ConfigurationProperties("riskgate.warm-up")
record WarmUpSettings(@DefaultValue("1s") Duration upTo, @DefaultValue("4") int callers) {

    WarmUpSettings {
        if (upTo.isNegative() || callers < 1) {
            throw new IllegalArgumentException(
                    "riskgate.warm-up.up-to must not be negative, .callers at least 1");
        }
    }
}
