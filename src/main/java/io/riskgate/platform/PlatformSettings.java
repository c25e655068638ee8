package io.riskgate.platform;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How the embedded services are run.
 *
 * @param postgresPort of the embedded PostgreSQL; 0 chooses one and keeps it
 * @param kafkaPort of the embedded broker; 0 chooses one and keeps it
 * @param kafkaHeap of the embedded broker, as {@code -Xmx} takes it
 * @param topicPartitions of each topic that Riskgate makes
 * @param topicReplicas of each topic that Riskgate makes; -1 leaves it to the broker
 * @param quickStart whether {@code serve} starts from an extracted copy of its jar, kept in the
 *     home, and an archive of its classes; read before any file of settings, so only as an
 *     argument, a system property or an environment variable
 * @param patience how long a start waits for a database that is not embedded
 */
@ConfigurationProperties("riskgate.platform")
public record PlatformSettings(
        @DefaultValue("0") int postgresPort,
        @DefaultValue("0") int kafkaPort,
        @DefaultValue("384m") String kafkaHeap,
        @DefaultValue("4") int topicPartitions,
        @DefaultValue("-1") short topicReplicas,
        @DefaultValue("true") boolean quickStart,
        @DefaultValue("10s") Duration patience) {}
