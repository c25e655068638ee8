package io.riskgate.registry;

import io.riskgate.transaction.Channel;

import java.util.EnumMap;
import java.util.Map;

/**
 * From which score on a transaction is challenged, reviewed or declined, per channel.
 *
 * @param standard for every channel that has none of its own
 * @param channels those that differ
 */
public record Thresholds(Bands standard, Map<Channel, Bands> channels) {

    public Thresholds {
        channels = channels.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(channels));
    }

    /** The same for every channel. */
    public static Thresholds of(double challenge, double review, double decline) {
        return new Thresholds(new Bands(challenge, review, decline), Map.of());
    }

    /** The bands of one channel. */
    public Bands of(Channel channel) {
        return channels.getOrDefault(channel, standard);
    }

    /**
     * The lowest score of each outcome, each in 0 to 1 or above 1 for never; not falling from
     * challenge to decline.
     *
     * @param challenge from here on CHALLENGE
     * @param review from here on REVIEW
     * @param decline from here on DECLINE
     */
    public record Bands(double challenge, double review, double decline) {

        public Bands {
            if (!(challenge >= 0 && challenge <= review && review <= decline)) {
                throw new IllegalArgumentException(
                        "thresholds must be at least 0 and must not fall: challenge "
                                + challenge
                                + ", review "
                                + review
                                + ", decline "
                                + decline);
            }
        }
    }
}
