package io.riskgate.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RunningGate;
import io.riskgate.journal.JournalSettings;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Months of the journal under a clock that is moved, in a database of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalPartsTests {

    private static final String DATABASE = "journal_parts_tests";

    private final JdbcClient server = RunningGate.shared().bean(JdbcClient.class);
    private JdbcClient jdbc;
    private long sequence;

    @BeforeAll
    void make() {
        server.sql("create database " + DATABASE).update();
        JdbcConnectionDetails details = RunningGate.shared().bean(JdbcConnectionDetails.class);
        DriverManagerDataSource source =
                new DriverManagerDataSource(
                        details.getJdbcUrl().replaceAll("/postgres$", "/" + DATABASE),
                        String.valueOf(details.getUsername()),
                        String.valueOf(details.getPassword()));
        Flyway.configure().dataSource(source).locations("classpath:db/migrations").load().migrate();
        jdbc = JdbcClient.create(source);
    }

    @AfterAll
    void drop() {
        server.sql("drop database " + DATABASE + " with (force)").update();
    }

    @Test
    void makesMonthsAheadAndForgetsThemWhenRetentionHasPassed() {
        at("2026-01-15T00:00:00Z").makeAhead();
        assertThat(months()).contains("journal_2026_01", "journal_2026_02", "journal_2026_03");
        record("january", "2026-01-20T00:00:00Z");
        record("march", "2026-03-20T00:00:00Z");
        record("nowhere", "2025-11-20T00:00:00Z");
        report("january", "2026-01-25T00:00:00Z");
        report("march", "2026-01-26T00:00:00Z");
        report("never", "2026-01-27T00:00:00Z");
        jdbc.sql(
                        "insert into identity_conflict values (7, 'january', ?, 1,"
                                + " '2026-01-20T00:00:00Z')")
                .param(UUID.randomUUID())
                .update();
        assertThat(count("journal_rest")).isEqualTo(1);

        JournalParts later = at("2026-04-20T00:00:00Z");
        later.makeAhead();
        later.dropOld();

        assertThat(months())
                .contains(
                        "journal_2026_03", "journal_2026_04", "journal_2026_05", "journal_2026_06")
                .doesNotContain("journal_2026_01", "journal_2026_02");
        assertThat(transactions("journal")).containsExactly("march");
        assertThat(transactions("transaction_identity")).containsExactly("march");
        assertThat(transactions("outcome_report")).containsExactly("march");
        assertThat(count("identity_conflict")).isZero();
    }

    @Test
    void goesOnWhereAMonthsRowsAreInTheWayOfItsPart() {
        record("early", "2027-09-10T00:00:00Z");

        at("2027-08-10T00:00:00Z").makeAhead();

        assertThat(months()).contains("journal_2027_08", "journal_2027_10");
        assertThat(months()).doesNotContain("journal_2027_09");
        assertThat(transactions("journal_rest")).contains("early");
        jdbc.sql("delete from journal_rest").update();
        jdbc.sql("delete from transaction_identity where transaction_id = 'early'").update();
    }

    private JournalParts at(String now) {
        return new JournalParts(
                jdbc,
                new JournalSettings(
                        Duration.ofMillis(250),
                        4096,
                        100,
                        Duration.ofDays(40),
                        1000,
                        Duration.ofMinutes(5),
                        Duration.ofMillis(3)),
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC),
                new MockEnvironment());
    }

    private void record(String id, String recordedAt) {
        sequence++;
        jdbc.sql("insert into transaction_identity values (?, ?, ?, ?)")
                .params(id, UUID.randomUUID(), sequence, time(recordedAt))
                .update();
        jdbc.sql(
                        "insert into journal (sequence, recorded_at, occurred_at, amount_minor,"
                                + " transaction_id, account_id, currency, channel)"
                                + " values (?, ?, ?, 1, ?, 'acc', 'EUR', 'OTHER')")
                .params(sequence, time(recordedAt), time(recordedAt), id)
                .update();
    }

    private void report(String transactionId, String recordedAt) {
        jdbc.sql(
                        "insert into outcome_report (sequence, reported_at, recorded_at,"
                            + " outcome_id, transaction_id, verdict, source) values (?, ?, ?, ?, ?,"
                            + " 'FRAUD', 'CUSTOMER')")
                .params(
                        1000 + ++sequence,
                        time(recordedAt),
                        time(recordedAt),
                        "of-" + transactionId,
                        transactionId)
                .update();
    }

    private List<String> months() {
        return jdbc.sql(
                        "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                                + " where i.inhparent = 'journal'::regclass and c.relname <>"
                                + " 'journal_rest' order by 1")
                .query(String.class)
                .list();
    }

    private List<String> transactions(String table) {
        return jdbc.sql("select transaction_id from " + table + " order by 1")
                .query(String.class)
                .list();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text);
    }
}
