package io.riskgate.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskgate.gate.RunningGate;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Who did what and who read what, and whether that still is what was written. */
class AuditTests {

    private static final String ADMIN = "rk_dev_admin";

    private final RunningGate gate = RunningGate.shared();
    private final JdbcClient jdbc = gate.bean(JdbcClient.class);

    @Test
    void forgetsReadsPastTheirRetention() {
        read("399 days", "kept-" + gate.port());
        read("401 days", "old-" + gate.port());

        gate.bean(ReadRetention.class).forgetOld();

        assertThat(
                        jdbc.sql("select actor from sensitive_read where actor in (?, ?)")
                                .params("kept-" + gate.port(), "old-" + gate.port())
                                .query(String.class)
                                .list())
                .containsExactly("kept-" + gate.port());
    }

    private void read(String ago, String actor) {
        jdbc.sql(
                        "insert into sensitive_read (at, status, actor, request_id, method, path)"
                                + " values (now() - ?::interval, 200, ?, '', 'GET', '/')")
                .params(ago, actor)
                .update();
    }

    @Test
    void findsAnAlteredRow() {
        writeTwice();
        assertThat(fault("update audit_entry set actor = actor || 'x' where position = 1"))
                .isEqualTo("1 This entry was altered, or put in.");
    }

    @Test
    void findsARowThatWasAlteredWithItsHash() {
        writeTwice();
        assertThat(
                        fault(
                                "update audit_entry set actor = 'x', hash = sha256('x')"
                                        + " where position = 1"))
                .startsWith("1 ");
    }

    @Test
    void findsADeletedRow() {
        writeTwice();
        assertThat(fault("delete from audit_entry where position = 1"))
                .isEqualTo("1 An entry is missing here.");
    }

    @Test
    void findsAnInsertedRow() {
        writeTwice();
        long end = end();
        assertThat(
                        fault(
                                "insert into audit_entry select position + 1, at, actor,"
                                        + " request_id, action, resource, before, after, hash from"
                                        + " audit_entry order by position desc limit 1"))
                .isEqualTo(end + 1 + " This entry was altered, or put in.");
    }

    @Test
    void findsADeletedTail() {
        writeTwice();
        long end = end();
        assertThat(fault("delete from audit_entry where position = " + end))
                .isEqualTo(end + " The chain does not end at its head: its tail is gone.");
    }

    @Test
    void findsADeletedTailWhoseHeadWasMovedToo() {
        writeTwice();
        long end = end();
        assertThat(
                        fault(
                                "delete from audit_entry where position = " + end,
                                "update audit_head set position = position - 1, hash ="
                                        + " (select hash from audit_entry where position = "
                                        + (end - 1)
                                        + ")"))
                .isEqualTo(end + " The anchor outside the database knows " + end + " entries.");
    }

    @Test
    void keepsWhoLookedAtWhat() {
        String id = UUID.randomUUID().toString();
        gate.get("/admin/v1/decisions?accountId=" + id, "rk_dev_analyst");
        gate.get("/v1/decisions/" + id + "/trace", "rk_dev_analyst");
        gate.get("/v1/decisions/" + id, "rk_dev_payments");
        gate.get("/v1/decisions/" + id, "rk_dev_analyst");

        List<String> reads =
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> reads(id), found -> found.size() >= 3);

        assertThat(reads)
                .containsExactly(
                        "GET /v1/decisions/" + id + " 404",
                        "GET /v1/decisions/" + id + "/trace 404",
                        "GET /admin/v1/decisions?accountId=" + id + " 200");
        assertThat(
                        gate.get("/admin/v1/audit/reads?actor=nobody", ADMIN)
                                .json()
                                .path("items")
                                .size())
                .isZero();
    }

    @Test
    void nobodyWaitsForTheLogOfReads() {
        String id = UUID.randomUUID().toString();
        TransactionTemplate transaction =
                new TransactionTemplate(gate.bean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(
                _ -> {
                    jdbc.sql("lock table sensitive_read in access exclusive mode").update();
                    for (int read = 0; read < 50; read++) {
                        String path = "/admin/v1/decisions?accountId=" + id;
                        assertThat(gate.get(path, "rk_dev_analyst").status()).isEqualTo(200);
                    }
                });

        await().atMost(Duration.ofSeconds(10)).until(() -> reads(id).size() == 50);
    }

    private List<String> reads(String mark) {
        return gate.get("/admin/v1/audit/reads?limit=200&actor=dev-analyst", ADMIN)
                .json()
                .path("items")
                .valueStream()
                .filter(read -> read.path("path").asString().contains(mark))
                .map(
                        read ->
                                read.path("method").asString()
                                        + " "
                                        + read.path("path").asString()
                                        + " "
                                        + read.path("status").asInt())
                .toList();
    }

    /* What verify says after a deed, which is then undone. */
    private String fault(String... deeds) {
        assertThat(verify().path("valid").asBoolean()).as(verify().toString()).isTrue();
        jdbc.sql("create table audit_copy as select * from audit_entry").update();
        jdbc.sql("create table head_copy as select * from audit_head").update();
        try {
            for (String deed : deeds) {
                jdbc.sql(deed).update();
            }
            JsonNode finding = verify();
            assertThat(finding.path("valid").asBoolean()).isFalse();
            return finding.path("position").asLong() + " " + finding.path("fault").asString();
        } finally {
            jdbc.sql("delete from audit_entry").update();
            jdbc.sql("insert into audit_entry select * from audit_copy").update();
            jdbc.sql("delete from audit_head").update();
            jdbc.sql("insert into audit_head select * from head_copy").update();
            jdbc.sql("drop table audit_copy").update();
            jdbc.sql("drop table head_copy").update();
        }
    }

    private JsonNode verify() {
        return gate.get("/admin/v1/audit/verify", ADMIN).json();
    }

    private long end() {
        return jdbc.sql("select position from audit_head").query(Long.class).single();
    }

    private void writeTwice() {
        for (int write = 0; write < 2; write++) {
            String body =
                    "{\"by\": \"cardId\", \"value\": \"%s\", \"reason\": \"audit\"}"
                            .formatted(UUID.randomUUID());
            assertThat(gate.post("/admin/v1/lists/watch/entries", body, ADMIN).status())
                    .isEqualTo(201);
        }
    }
}
