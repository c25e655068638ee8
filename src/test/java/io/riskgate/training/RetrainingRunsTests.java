package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskgate.decision.Answer;
import io.riskgate.decision.Decisions;
import io.riskgate.decision.Journal;
import io.riskgate.gate.RunningGate;
import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Training runs that a running service starts as processes of their own. */
class RetrainingRunsTests {

    private static final String RUNS = "/admin/v1/retraining/runs";
    private static final String KEY = "rk_dev_admin";
    private static final Instant START = Instant.parse("2022-03-01T00:00:00Z");
    private static final String SMALL =
            """
            {"asOf": "2022-03-22T00:00:00Z", "promote": "never",
             "features": [{"name": "amount", "value": "amount"}, {"name": "hour", "calendar": "hour"}],
             "candidates": [{"algorithm": "gbt", "trees": 20, "depth": 2}]}
            """;

    private final RunningGate gate = RunningGate.shared();
    private final JdbcClient jdbc = gate.bean(JdbcClient.class);

    @Test
    void runsOneAtATimeAtLowestPriorityAndLeaveTheirRecord() {
        history();
        JsonNode begun = begin(SMALL);
        assertThat(begun.path("state").asString()).isEqualTo("RUNNING");
        assertThat(gate.post(RUNS, "{}", KEY).status()).isEqualTo(409);
        ProcessHandle child = child();
        await().atMost(Duration.ofSeconds(10)).until(() -> scheduling(child), "19 idle"::equals);
        assertThat(dataLimit(child)).isEqualTo(DataLimit.BYTES);

        JsonNode run = ended(begun);
        assertThat(run.path("failure").asString("")).isEmpty();
        assertThat(run.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(run.path("progress").doubleValue()).isEqualTo(1);
        assertThat(run.path("registeredVersion").intValue()).isGreaterThan(1);
        assertThat(run.at("/report/assess/frauds").intValue()).isEqualTo(10);
        assertThat(run.at("/report/fallback/model").asString()).isEqualTo("fallback");
        assertThat(gate.get(RUNS + "?limit=1", KEY).json().at("/items/0/id"))
                .isEqualTo(run.path("id"));
        assertThat(Path.of(run.path("folder").asString()).resolve("report.json")).exists();
    }

    @Test
    void whatCannotBeTrainedFailsWithItsFigures() {
        JsonNode run = ended(begin("{\"asOf\": \"1999-01-01T00:00:00Z\"}"));
        assertThat(run.path("state").asString()).isEqualTo("FAILED");
        assertThat(run.path("failure").asString()).contains("holds 0 labelled transactions");
        assertThat(run.path("stage").asString()).isEqualTo("prepare");
    }

    @Test
    void aRunThatIsKilledOrOutlivedIsRecorded() {
        JsonNode killed = begin(SMALL);
        child().destroyForcibly();
        JsonNode failed = ended(killed);
        assertThat(failed.path("state").asString()).isEqualTo("FAILED");
        assertThat(failed.path("failure").asString()).startsWith("exit status 137");

        JsonNode stopped = begin(SMALL);
        child();
        RunKeeper keeper = gate.bean(RunKeeper.class);
        keeper.stop();
        try {
            JsonNode interrupted = ended(stopped);
            assertThat(interrupted.path("state").asString()).isEqualTo("INTERRUPTED");
            assertThat(interrupted.path("failure").asString()).isEqualTo("the service stopped");
        } finally {
            keeper.start();
        }
    }

    @Test
    void aRunWhoseReplicaIsGoneGivesWay() {
        RetrainingRuns runs = gate.bean(RetrainingRuns.class);
        RunRequest request = new RunRequest("fraud", null, null, null, null, false, null, null);
        UUID lost = runs.begin(request, RetrainingRun.Cause.SCHEDULE, "another replica");
        jdbc.sql(
                        "update retraining_run set alive_at = now() - interval '1 minute' where"
                                + " run_id = ?")
                .param(lost)
                .update();
        runs.interruptLost(Duration.ofSeconds(15));
        RetrainingRun found = runs.find(lost).orElseThrow();
        assertThat(found.state()).isEqualTo(RetrainingRun.State.INTERRUPTED);
        assertThat(runs.alive(lost)).isFalse();
    }

    @Test
    void aRequestIsRefusedWithAllItsFaults() {
        RunningGate.Reply reply =
                gate.post(
                        RUNS,
                        "{\"asOf\": \"yesterday\", \"trainWindow\": \"a week\", \"promote\":"
                                + " \"always\"}",
                        KEY);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("errors").size()).isEqualTo(3);
        assertThat(
                        gate.post(RUNS, "{\"candidates\": [{\"algorithm\": \"oracle\"}]}", KEY)
                                .json()
                                .at("/errors/0/field")
                                .asString())
                .isEqualTo("candidates");
        assertThat(gate.get(RUNS + "/" + UUID.randomUUID(), KEY).status()).isEqualTo(404);
    }

    private JsonNode begin(String request) {
        RunningGate.Reply reply = gate.post(RUNS, request, KEY);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(202);
        assertThat(reply.header("Location")).endsWith(reply.json().path("id").asString());
        return reply.json();
    }

    private JsonNode ended(JsonNode begun) {
        String path = RUNS + "/" + begun.path("id").asString();
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> gate.get(path, KEY).json(),
                        run -> !run.path("state").asString().equals("RUNNING"));
    }

    /* The one process below this one that trains. */
    private static ProcessHandle child() {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                ProcessHandle.current()
                                        .children()
                                        .filter(RetrainingRunsTests::trains)
                                        .findFirst()
                                        .orElse(null),
                        java.util.Objects::nonNull);
    }

    private static boolean trains(ProcessHandle process) {
        try {
            String line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
            return line.contains("retrain") && line.contains("java") && !line.contains("ulimit");
        } catch (IOException ended) {
            return false;
        }
    }

    private static String scheduling(ProcessHandle process) {
        String[] fields = read(process, "stat").replaceAll("^.*\\) ", "").split(" ");
        return fields[16] + (fields[38].equals("5") ? " idle" : " policy " + fields[38]);
    }

    private static long dataLimit(ProcessHandle process) {
        String line =
                read(process, "limits")
                        .lines()
                        .filter(one -> one.startsWith("Max data size"))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(line.split("\\s+")[3]);
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/" + file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /* History waits while the journal spills, and a run reads only what PostgreSQL holds. */
    private void history() {
        await().atMost(Duration.ofMinutes(1)).until(this::isRecorded);
        for (int i = 0; i < 2100; i += 70) {
            String report =
                    """
                    {"outcomeId": "run-o-%d", "transactionId": "run-%d", "verdict": "FRAUD", "source": "CHARGEBACK",
                     "reportedAt": "%s"}
                    """
                            .formatted(i, i, time(i).plus(Duration.ofDays(7)));
            await().until(() -> gate.post("/v1/outcomes", report, KEY).status() / 100 == 2);
        }
        await().until(() -> gate.bean(Journal.class).readiness() == Journal.Readiness.OPEN);
    }

    private boolean isRecorded() {
        List<CompletableFuture<Answer>> written = new ArrayList<>();
        for (int i = 0; i < 2100; i++) {
            written.add(gate.bean(Decisions.class).record(transaction(i)));
        }
        return written.stream().allMatch(one -> one.join() instanceof Answer.Imported);
    }

    /* A hundred a day for three weeks; every seventieth is a fraud, and its amount says so often, not always. */
    private static Transaction transaction(int number) {
        boolean high = number % 70 == 0 && number % 140 == 0 || number % 33 == 0;
        return new Transaction(
                "run-" + number,
                time(number),
                new Amount((high ? 50_000 : 1_000) + number % 89, Currency.getInstance("EUR")),
                Channel.OTHER,
                Identifiers.ofAccount("run-account-" + number),
                Circumstances.NONE,
                Attributes.NONE);
    }

    private static Instant time(int number) {
        return START.plusSeconds(864L * number);
    }

    /** The default of {@code riskgate.training.schedule.memory}. */
    private static final class DataLimit {
        private static final long BYTES = 3L << 30;
    }
}
