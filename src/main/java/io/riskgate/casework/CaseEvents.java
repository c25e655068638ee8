package io.riskgate.casework;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** What happened to cases, in order. */
@Component
class CaseEvents {

    /** The actor where no person acts. */
    static final String SYSTEM = "riskgate";

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(UUID caseId, String kind, String actor, String detail) {
        jdbc.sql(
                        "insert into case_event (case_id, happened_at, kind, actor, detail)"
                                + " values (?, ?, ?, ?, ?)")
                .params(
                        caseId,
                        OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                        kind,
                        actor,
                        detail)
                .update();
    }
}
