package io.riskgate.journal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * What the journal keeps on local disk.
 *
 * @param limit the most that may wait for PostgreSQL; beyond it nothing is spilled
 * @param segment when a file is long enough for the next to be begun
 * @param windowIds how many transactions' ids are known without PostgreSQL
 * @param windowAge how long an id is known without PostgreSQL, at most
 */
@ConfigurationProperties("riskgate.journal.spill")
public record SpillSettings(
        @DefaultValue("4GB") DataSize limit,
        @DefaultValue("16MB") DataSize segment,
        @DefaultValue("1000000") int windowIds,
        @DefaultValue("24h") Duration windowAge) {

    private static final DataSize LARGEST = DataSize.ofGigabytes(1);

    public SpillSettings {
        if (limit.toBytes() <= 0 || windowIds < 0 || windowAge.isNegative()) {
            throw new IllegalArgumentException(
                    "riskgate.journal.spill.limit must be positive, .window-ids and .window-age not"
                            + " negative");
        }
        if (segment.toBytes() <= 0 || segment.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException(
                    "riskgate.journal.spill.segment must be positive and at most " + LARGEST);
        }
    }
}
