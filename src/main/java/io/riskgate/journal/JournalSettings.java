package io.riskgate.journal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How decisions are made durable.
 *
 * @param deadline how long one group commit may take before PostgreSQL counts as slow
 * @param capacity how many sequenced transactions may wait for durability; a power of two
 * @param batch the most rows of one commit
 * @param retention how long the journal keeps decisions
 * @param outboxBatch the most decisions read at once for publication
 * @param checkpoint how often the profiles are written to local disk
 * @param gather the longest a commit waits for more rows while they keep coming
 */
@ConfigurationProperties("riskgate.journal")
public record JournalSettings(
        @DefaultValue("250ms") Duration deadline,
        @DefaultValue("65536") int capacity,
        @DefaultValue("1000") int batch,
        @DefaultValue("800d") Duration retention,
        @DefaultValue("1000") int outboxBatch,
        @DefaultValue("5m") Duration checkpoint,
        @DefaultValue("3ms") Duration gather) {

    public JournalSettings {
        if (Integer.bitCount(capacity) != 1 || capacity < 1024) {
            throw new IllegalArgumentException(
                    "riskgate.journal.capacity must be a power of two, 1024 or more: " + capacity);
        }
        if (batch < 1 || batch > capacity || outboxBatch < 1) {
            throw new IllegalArgumentException(
                    "riskgate.journal.batch must be 1 to the capacity, outbox-batch at least 1");
        }
        if (gather.isNegative() || gather.compareTo(deadline) >= 0) {
            throw new IllegalArgumentException(
                    "riskgate.journal.gather must not be negative and be less than the deadline");
        }
        if (!deadline.isPositive() || !retention.isPositive() || checkpoint.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "riskgate.journal.deadline, .retention and .checkpoint must be positive");
        }
    }
}
