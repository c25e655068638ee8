package io.riskgate.journal.jdbc;

import io.riskgate.journal.JournalSettings;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The journal's months: made ahead, dropped once retention has passed. */
@Component
class JournalParts implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JournalParts.class);
    private static final int AHEAD = 2;
    private static final int PORTION = 20_000;

    /* What goes with the month it was recorded in; the last is what no month's part existed for. */
    private static final List<String> RECORDED =
            List.of("transaction_identity", "shadow_score", "identity_conflict", "journal_rest");

    /* A report stays as long as its transaction does; one whose transaction is gone, or never came, goes with its month. */
    private static final String PAST_REPORT =
            """
            recorded_at < ? and not exists (
                select from transaction_identity i
                where i.transaction_id = outcome_report.transaction_id)\
            """;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'journal_'uuuu_MM");

    private final JdbcClient jdbc;
    private final JournalSettings settings;
    private final Clock clock;
    private final Environment environment;
    private @Nullable ScheduledExecutorService daily;

    JournalParts(JdbcClient jdbc, JournalSettings settings, Clock clock, Environment environment) {
        this.environment = environment;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Makes this month's part and the next ones. */
    void makeAhead() {
        YearMonth now = YearMonth.from(today());
        for (int month = 0; month <= AHEAD; month++) {
            make(now.plusMonths(month));
        }
    }

    /**
     * Drops the months that lie wholly before the retention, and what else was recorded in them:
     * identities, challengers' scores, conflicts, and reports on transactions that are gone.
     */
    void dropOld() {
        LocalDate oldest = today().minusDays(settings.retention().toDays());
        String first = NAME.format(YearMonth.from(oldest));
        List<String> old =
                jdbc.sql(
                                """
                                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                                where i.inhparent = 'journal'::regclass
                                  and c.relname ~ '^journal_[0-9]{4}_[0-9]{2}$' and c.relname < ?
                                order by c.relname\
                                """)
                        .param(first)
                        .query(String.class)
                        .list();
        for (String part : old) {
            jdbc.sql("select drop_journal_part(?)::text").param(part).query().singleRow();
            log.info(
                    "Dropped {}: it is older than the retention of {}.",
                    part,
                    settings.retention());
        }
        OffsetDateTime before =
                YearMonth.from(oldest).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
        for (String table : RECORDED) {
            forget(table, "recorded_at < ?", before);
        }
        forget("outcome_report", PAST_REPORT, before);
    }

    /* Some at a time, so that nobody waits long behind it and little has to be done again after a crash. */
    private void forget(String table, String past, OffsetDateTime before) {
        int gone;
        do {
            gone =
                    jdbc.sql(
                                    "delete from %1$s where ctid = any(array(select ctid from %1$s where %2$s limit %3$d))"
                                            .formatted(table, past, PORTION))
                            .param(before)
                            .update();
        } while (gone == PORTION);
    }

    /* A month that the part for what fits nowhere has rows of cannot be made any more: they stay there. */
    private void make(YearMonth month) {
        try {
            jdbc.sql("select make_journal_part(?)::text").param(month.atDay(1)).query().singleRow();
        } catch (DataIntegrityViolationException occupied) {
            log.error("No part for {}: journal_rest holds rows of that month.", month, occupied);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void maintain() {
        try {
            makeAhead();
            dropOld();
        } catch (DataAccessException failure) {
            log.error("The journal's months could not be kept; tried again tomorrow.", failure);
        }
    }

    @Override
    public void start() {
        makeAhead();
        ScheduledExecutorService scheduled =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("journal-parts").daemon().factory());
        scheduled.scheduleWithFixedDelay(
                this::maintain, 1, TimeUnit.DAYS.toMinutes(1), TimeUnit.MINUTES);
        daily = scheduled;
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = daily;
        daily = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    /* Under a command only what needs the journal starts it. */
    @Override
    public boolean isAutoStartup() {
        return environment.matchesProfiles("!command");
    }

    @Override
    public boolean isRunning() {
        return daily != null;
    }

    /* Before anything is written. */
    @Override
    public int getPhase() {
        return -20;
    }
}
