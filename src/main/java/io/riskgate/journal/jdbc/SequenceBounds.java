package io.riskgate.journal.jdbc;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Where in the one order a moment lies. */
@Component
class SequenceBounds {

    /*
     * Every index that finds decisions ends in their number, none in their time: rows are committed in the order of
     * their numbers, so the first number recorded from a moment on bounds what lies before and after it, and one small
     * block index over the time of recording finds that number. What was decided before a moment is recorded soon after
     * it; how soon is LATEST, many times the longest a decision may wait to become durable.
     */
    private static final Duration LATEST = Duration.ofMinutes(1);

    /* How far to look for the first row after a moment, until one is found. */
    private static final List<Duration> REACHES =
            List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));

    /* Of an expression: for the least number itself the planner would walk the order from its beginning. */
    private static final String FIRST =
            "select min(sequence + 0) from journal where recorded_at >= ? and recorded_at < ?";

    private final JdbcClient jdbc;

    SequenceBounds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A number that nothing decided from this moment on lies below. */
    long from(Instant moment) {
        return first(moment).orElse(Long.MIN_VALUE);
    }

    /** A number that everything decided before this moment lies below. */
    long before(Instant moment) {
        return first(moment.plus(LATEST)).orElse(Long.MAX_VALUE);
    }

    private Optional<Long> first(Instant moment) {
        Instant looked = moment;
        for (Duration reach : REACHES) {
            Optional<Long> found = first(looked, moment.plus(reach));
            if (found.isPresent()) {
                return found;
            }
            looked = moment.plus(reach);
        }
        return Optional.empty();
    }

    private Optional<Long> first(Instant from, Instant to) {
        return jdbc.sql(FIRST).param(utc(from)).param(utc(to)).query(Long.class).optional();
    }

    private static OffsetDateTime utc(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
