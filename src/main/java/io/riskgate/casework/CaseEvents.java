package io.riskgate.casework;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
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

    /** Something by nobody in person to each of these cases, in this order. */
    void add(List<UUID> caseIds, List<String> kinds, List<String> details) {
        jdbc.sql(
                        """
                        insert into case_event (case_id, happened_at, kind, actor, detail)
                        select case_id, ?, kind, ?, detail from
                            unnest(?::uuid[], ?::text[], ?::text[]) as one (case_id, kind, detail)
                        """)
                .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param(SYSTEM)
                .param(caseIds.stream().map(UUID::toString).toArray(String[]::new))
                .param(kinds.toArray(String[]::new))
                .param(details.toArray(String[]::new))
                .update();
    }
}
