package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;

import io.riskgate.decision.Answer;
import io.riskgate.decision.Decisions;
import io.riskgate.decision.Journal;
import io.riskgate.gate.RunningGate.Reply;
import io.riskgate.journal.JournalReader;
import io.riskgate.simulation.Happening;
import io.riskgate.simulation.Simulation;
import io.riskgate.simulation.SimulationSettings;
import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/**
 * How large is the journal, how are its queries served when it is large, and how long does a case
 * view take then? Not in the default build: {@code ./mvnw test -Dtest=JournalScale
 * -Dscale.rows=10000000} (about 15 GB of disk and half an hour; the plans go to {@code
 * target/journal-plans.txt}). Making the rows and timing the views may be done at different times:
 * {@code scale.go} names a file to wait for in between.
 */
class JournalScale {

    private static final int REAL = 200_000;
    /* More than a pool has connections, so that each was tried. */
    private static final int POOLED = 32;
    private static final long ROWS = Long.getLong("scale.rows", 1_000_000);
    private static final int CARDHOLDERS = 20_000;
    private static final long BASE = -2_000_000_000L;
    private static final int DAYS = 700;
    private static final Path PLANS = Path.of("target", "journal-plans.txt");

    private static final List<String> DECISION_FILTERS =
            List.of(
                    "",
                    "&accountId=acc-5",
                    "&cardId=card-5",
                    "&merchantId=m-1",
                    "&deviceId=d-5",
                    "&outcome=REVIEW",
                    "&outcome=CHALLENGE",
                    "&outcome=APPROVE",
                    "&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z",
                    "&to=2026-01-02T00:00:00Z",
                    "&merchantId=m-1&to=2025-06-02T00:00:00Z",
                    "&outcome=REVIEW&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z");
    private static final List<String> CASE_FILTERS =
            List.of(
                    "",
                    "&status=OPEN",
                    "&status=RESOLVED",
                    "&assignee=nobody",
                    "&accountId=acc-5",
                    "&cardId=card-5",
                    "&merchantId=m-1",
                    "&deviceId=d-5",
                    "&outcome=REVIEW",
                    "&minScore=0.9",
                    "&from=2026-01-01T00:00:00Z");
    private static final List<String> LISTS =
            List.of(
                    "rules",
                    "lists",
                    "models",
                    "audit",
                    "audit?actor=dev-admin",
                    "keys",
                    "dead-letters",
                    "thresholds");

    private final RunningGate gate = RunningGate.shared();
    private final JdbcClient jdbc = gate.bean(JdbcClient.class);
    private final StringBuilder report = new StringBuilder();

    @Test
    void everyQueryIsServedByAnIndex() throws Exception {
        List<Transaction> decided = decide();
        measureBytes();
        multiply(
                decided.stream()
                        .filter(one -> one.amount().value() % 100 == 50)
                        .findFirst()
                        .orElseThrow());
        gatherCases();
        jdbc.sql("vacuum analyze").update();
        waitUntilAsked();
        new CaseViews(gate).time(ROWS);
        explainEverything();
        long from = Files.size(log());
        ask(decided.get(REAL / 2));
        List<LoggedPlan> plans = LoggedPlan.of(log(), from);
        Map<String, Long> large =
                LoggedPlan.largeTables(
                        jdbc.sql(
                                "select relname, reltuples::bigint as rows from pg_class"
                                        + " where relkind = 'r' and reltuples > 10000"));
        report.append(LoggedPlan.describe(plans, large));
        Files.writeString(PLANS, report);
        System.out.println(report);

        assertThat(plans).hasSizeGreaterThan(20);
        assertThat(plans.stream().filter(plan -> plan.scansWhole(large)).toList()).isEmpty();
    }

    private List<Transaction> decide() {
        Simulation simulation =
                new Simulation(
                        SimulationSettings.of(
                                5, Instant.now().minus(Duration.ofDays(30)), CARDHOLDERS));
        Decisions decisions = gate.bean(Decisions.class);
        List<Transaction> sent = new ArrayList<>();
        List<Decisions.Call> calls = new ArrayList<>();
        while (sent.size() < REAL) {
            if (simulation.next() instanceof Happening.Paid paid) {
                sent.add(paid.transaction());
                calls.add(
                        new Decisions.Call(paid.transaction(), null, false, Decisions.Door.KAFKA));
                if (calls.size() == 2_000) {
                    decisions.submit(calls).stream()
                            .map(CompletableFuture::join)
                            .forEach(
                                    answer ->
                                            assertThat(answer).isInstanceOf(Answer.Decided.class));
                    calls.clear();
                }
            }
        }
        await().until(() -> gate.bean(Journal.class).readiness() == Journal.Readiness.OPEN);
        return sent;
    }

    private void measureBytes() {
        jdbc.sql("vacuum analyze").update();
        report.append("Bytes in PostgreSQL per decision, of %,d:%n".formatted(REAL));
        jdbc.sql(
                        """
                        select case when c.relname ~ '^journal_[0-9r]' or c.relname = 'journal' then 'journal' else c.relname end as part,
                            sum(pg_table_size(c.oid)) as heap, sum(pg_indexes_size(c.oid)) as indexes
                        from pg_class c where c.relkind = 'r'
                          and (c.relname like 'journal%' or c.relname = 'transaction_identity') and c.relname <> 'journal_id'
                        group by 1 order by 1\
                        """)
                .query(
                        row -> {
                            report.append(
                                    "  %-22s heap %7.1f  indexes %7.1f%n"
                                            .formatted(
                                                    row.getString(1),
                                                    row.getDouble(2) / REAL,
                                                    row.getDouble(3) / REAL));
                        });
        jdbc.sql(
                        "select i.relname, pg_relation_size(i.oid) from pg_index x join pg_class i"
                            + " on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid where"
                            + " i.relkind = 'i' and (t.relname like 'journal%' or t.relname ="
                            + " 'transaction_identity') and pg_relation_size(i.oid) > 100000")
                .query(
                        row -> {
                            report.append(
                                    "    %-50s %7.1f%n"
                                            .formatted(row.getString(1), row.getDouble(2) / REAL));
                        });
        jdbc.sql(
                        "select avg(pg_column_size(j.*)), avg(pg_column_size(vector)),"
                            + " avg(pg_column_size(trace)), avg(pg_column_size(attributes)),"
                            + " avg(pg_column_size(reasons)), avg(pg_column_size(transaction_id))"
                            + " from journal j")
                .query(
                        row -> {
                            report.append(
                                    "    row %.1f: vector %.1f trace %.1f attributes %.1f reasons %.1f id %.1f%n"
                                            .formatted(
                                                    row.getDouble(1),
                                                    row.getDouble(2),
                                                    row.getDouble(3),
                                                    row.getDouble(4),
                                                    row.getDouble(5),
                                                    row.getDouble(6)));
                        });
        System.out.println(report);
    }

    private void multiply(Transaction template) throws Exception {
        long start = System.nanoTime();
        new GeneratedJournal(jdbc, BASE, ROWS - REAL, DAYS).fill(template.transactionId());
        System.out.printf(
                "%,d decisions made in %.0f s%n", ROWS - REAL, (System.nanoTime() - start) / 1e9);
    }

    /* Of all decisions anew: those made with SQL lie before the ones that cases were gathered of. */
    private void gatherCases() {
        jdbc.sql("truncate fraud_case, case_decision, case_note, case_event").update();
        jdbc.sql("update case_cursor set sequence = ?").param(BASE - 1).update();
        long severe = count("journal where outcome in ('REVIEW', 'DECLINE')");
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofMinutes(20))
                .until(() -> count("case_decision") >= severe);
        System.out.printf("%,d severe decisions, %,d cases%n", severe, count("fraud_case"));
    }

    private long count(String of) {
        return jdbc.sql("select count(*) from " + of).query(Long.class).single();
    }

    private static void waitUntilAsked() throws Exception {
        String go = System.getProperty("scale.go");
        if (go != null) {
            Files.createFile(Path.of(go + ".ready"));
            await().forever().until(() -> Files.exists(Path.of(go)));
        }
    }

    private void explainEverything() {
        Map.of(
                        "session_preload_libraries", "'auto_explain'",
                        "auto_explain.log_min_duration", "0",
                        "auto_explain.log_analyze", "on",
                        "auto_explain.log_timing", "off",
                        "auto_explain.log_parameter_max_length", "0",
                        "auto_explain.log_nested_statements", "on")
                .forEach(
                        (name, value) ->
                                jdbc.sql(
                                                "alter database postgres set %s = %s"
                                                        .formatted(name, value))
                                        .update());
        Objects.requireNonNull(
                        ((HikariDataSource) gate.bean(DataSource.class)).getHikariPoolMXBean())
                .softEvictConnections();
        jdbc.sql(
                        "select pg_terminate_backend(pid) from pg_stat_activity where pid <>"
                                + " pg_backend_pid() and datname = 'postgres'")
                .query(row -> {});
        await().ignoreExceptions()
                .until(
                        () ->
                                gate.decide(transaction("settling-" + System.nanoTime(), "scale"))
                                        .json()
                                        .get("durability")
                                        .asString()
                                        .equals("JOURNALED"));
        JournalReader journal = gate.bean(JournalReader.class);
        await().ignoreExceptions()
                .until(
                        () ->
                                IntStream.range(0, POOLED)
                                        .allMatch(look -> journal.find(generated(5)).isPresent()));
    }

    private static String generated(long number) {
        return "gen-%d-%d".formatted(BASE, number);
    }

    /** Everything that callers and people can ask for. */
    private void ask(Transaction known) {
        String account = known.accountId();
        answered(gate.decide(transaction("scale-1", account)));
        answered(gate.decide(transaction("scale-1", account)));
        answered(gate.decide(Contract.json(known)));
        JournalReader journal = gate.bean(JournalReader.class);
        journal.identity(generated(3));
        journal.find(generated(5));
        journal.reportsOf(generated(100));
        journal.report(generated(100));
        journal.transactionsAfter(REAL / 2, 1_000);
        String id = known.transactionId();
        for (String path : List.of("", "/trace")) {
            answered(gate.get("/v1/decisions/" + id + path, "rk_dev_admin"));
        }
        answered(gate.post("/admin/v1/decisions/" + id + "/replay", "", "rk_dev_admin"));
        lists("/admin/v1/decisions", DECISION_FILTERS);
        lists("/admin/v1/cases", CASE_FILTERS);
        Reply next = gate.post("/admin/v1/cases/next", "", "rk_dev_admin");
        if (next.status() == 200) {
            String path = "/admin/v1/cases/" + next.json().get("id").asString();
            answered(gate.get(path, "rk_dev_admin"));
        }
        answered(
                gate.post(
                        "/v1/outcomes",
                        "{\"outcomeId\": \"scale-o\", \"transactionId\": \"%s\", \"verdict\": \"FRAUD\", \"source\": \"CUSTOMER\", \"reportedAt\": \"%s\"}"
                                .formatted(known.transactionId(), Instant.now()),
                        "rk_dev_payments"));
        for (String list : LISTS) {
            answered(gate.get("/admin/v1/" + list, "rk_dev_admin"));
        }
    }

    private void lists(String path, List<String> filters) {
        filters.forEach(filter -> answered(gate.get(path + "?limit=50" + filter, "rk_dev_admin")));
    }

    private void answered(Reply reply) {
        if (reply.status() >= 300) {
            report.append("%s: %d%n".formatted(reply.response().request().uri(), reply.status()));
        }
    }

    private Path log() {
        return Path.of(
                Objects.requireNonNull(gate.bean(Environment.class).getProperty("riskgate.home")),
                "postgres",
                "postgres.log");
    }

    private static String transaction(String id, String account) {
        return "{\"transactionId\": \"%s\", \"occurredAt\": \"%s\", \"amount\": {\"value\": 100, \"currency\": \"EUR\"}, \"accountId\": \"%s\"}"
                .formatted(id, Instant.now(), account);
    }
}
