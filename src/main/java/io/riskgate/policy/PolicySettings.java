package io.riskgate.policy;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How transactions are judged.
 *
 * @param posture what happens where no model answers
 * @param watchOutcome what a watch-list entry asks for at least
 * @param rules what a rule may cost
 * @param exploration who is let through to learn from
 * @param poll how often lists and rules are compared with the database; another replica's change is
 *     seen after this long at the latest
 */
@ConfigurationProperties("riskgate.policy")
record PolicySettings(
        @DefaultValue PostureLimits posture,
        @DefaultValue("REVIEW") DecisionOutcome watchOutcome,
        @DefaultValue RuleLimits rules,
        @DefaultValue ExplorationSettings exploration,
        @DefaultValue("1s") Duration poll) {

    /** Everything at its default. */
    static PolicySettings standard() {
        return new PolicySettings(
                PostureLimits.standard(),
                DecisionOutcome.REVIEW,
                RuleLimits.standard(),
                new ExplorationSettings(0, "riskgate"),
                Duration.ofSeconds(1));
    }

    /**
     * From which amount on, in major units of the reference currency, a transaction that no model
     * scored is challenged, reviewed or declined; per channel.
     */
    record PostureLimits(
            @Nullable Limits cardPresent,
            @Nullable Limits ecommerce,
            @Nullable Limits atm,
            @Nullable Limits transfer,
            @Nullable Limits other) {

        static PostureLimits standard() {
            return new PostureLimits(null, null, null, null, null);
        }
    }

    /**
     * The lowest amount of each outcome; the default 1e15 is never.
     *
     * @param challengeFrom from here on CHALLENGE
     * @param reviewFrom from here on REVIEW
     * @param declineFrom from here on DECLINE
     */
    record Limits(
            @DefaultValue("1e15") double challengeFrom,
            @DefaultValue("1e15") double reviewFrom,
            @DefaultValue("1e15") double declineFrom) {}

    /**
     * Who is let through although the score alone would decline it, so that one learns what it was.
     *
     * @param share of those, 0 (nobody) to 0.1
     * @param secret without which nobody can tell who it will be
     */
    record ExplorationSettings(
            @DefaultValue("0") double share, @DefaultValue("riskgate") String secret) {

        private static final double MOST = 0.1;

        ExplorationSettings {
            if (!(share >= 0 && share <= MOST)) {
                throw new IllegalArgumentException(
                        "riskgate.policy.exploration.share must be 0 to " + MOST);
            }
        }
    }

    /**
     * What rules may cost.
     *
     * @param maxLength characters of one expression
     * @param maxNodes nodes of its syntax tree
     * @param maxIterations steps all comprehensions of one evaluation may take together
     * @param budget after which rules of one decision that have comprehensions or patterns are no
     *     longer asked and count as failed
     */
    record RuleLimits(
            @DefaultValue("4000") int maxLength,
            @DefaultValue("500") int maxNodes,
            @DefaultValue("200") int maxIterations,
            @DefaultValue("5ms") Duration budget) {

        static RuleLimits standard() {
            return new RuleLimits(4000, 500, 200, Duration.ofMillis(5));
        }
    }
}
