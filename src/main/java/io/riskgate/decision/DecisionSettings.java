package io.riskgate.decision;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How a decision is made.
 *
 * @param budget the time to decide, from the request read to the policy's outcome
 * @param durable how long a caller waits for its decision to be durable before it is told that the
 *     outcome is unknown; the journal has deadlines of its own inside this
 */
@ConfigurationProperties("riskgate.decision")
public record DecisionSettings(
        @DefaultValue("25ms") Duration budget, @DefaultValue("1s") Duration durable) {

    public DecisionSettings {
        if (!budget.isPositive() || !durable.isPositive()) {
            throw new IllegalArgumentException(
                    "riskgate.decision.budget and .durable must be positive");
        }
    }
}
