package io.riskgate.journal;

import io.riskgate.decision.Journal;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import java.util.Objects;

/**
 * Says where decisions become durable. Spilling is no fault of the service's: it stays UP, and so
 * does readiness.
 */
@Component("journalHealthIndicator")
class SpillHealth implements HealthIndicator {

    private final GroupCommit commits;
    private final Spill spill;
    private final StoreBreaker breaker;

    SpillHealth(GroupCommit commits, Spill spill, StoreBreaker breaker) {
        this.commits = commits;
        this.spill = spill;
        this.breaker = breaker;
    }

    @Override
    public Health health() {
        Spill.Standing standing = spill.standing();
        var readiness = commits.readiness();
        boolean writes = readiness != Journal.Readiness.UNWRITABLE;
        return (writes ? Health.up() : Health.down())
                .withDetail("journal", readiness.name())
                .withDetail("breaker", breaker.state())
                .withDetail("spilledRecords", standing.records())
                .withDetail("spilledBytes", standing.bytes())
                .withDetail("oldestSpilled", Objects.requireNonNullElse(standing.oldest(), "none"))
                .build();
    }
}
