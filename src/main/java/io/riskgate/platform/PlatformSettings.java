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
 * @param patience how long a start waits for a database that is not embedded
 */
@ConfigurationProperties("riskgate.platform")
public record PlatformSettings(
        @DefaultValue("0") int postgresPort,
        @DefaultValue("0") int kafkaPort,
        @DefaultValue("384m") String kafkaHeap,
        @DefaultValue("4") int topicPartitions,
        @DefaultValue("-1") short topicReplicas,
        @DefaultValue("10s") Duration patience) {}
