package io.riskgate.decision;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens to calls beyond capacity.
 *
 * @param policy whether they are refused or decided without a model
 * @param most how many calls may be decided at once at the very most; how many are is found by what
 *     keeps the budget
 * @param fewest how many may be decided at once however slow it is
 */
@ConfigurationProperties("riskgate.decision.overload")
public record OverloadSettings(
        @DefaultValue("REFUSE") Policy policy,
        @DefaultValue("1024") int most,
        @DefaultValue("64") int fewest) {

    public OverloadSettings {
        if (fewest < 1 || most < fewest) {
            throw new IllegalArgumentException(
                    "riskgate.decision.overload.fewest must be at least 1, .most at least that");
        }
    }

    /** What is done with a call beyond capacity. */
    public enum Policy {
        /** 503 {@code overloaded}: nothing is decided. */
        REFUSE,
        /**
         * The fallback chain without its models, up to twice as many calls as are admitted; beyond
         * that they are refused.
         */
        FALLBACK
    }
}
