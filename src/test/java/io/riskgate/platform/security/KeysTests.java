package io.riskgate.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RunningGate;
import io.riskgate.gate.RunningGate.Reply;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.util.UUID;

/** The life of a key, and the audit of it. */
class KeysTests {

    private static final String ADMIN = "rk_dev_admin";

    private final RunningGate gate = RunningGate.shared();
    private final JdbcClient jdbc = gate.bean(JdbcClient.class);

    @Test
    void createsRotatesAndRevokes() {
        JsonNode created = create("payments", "");
        String first = created.path("secret").asString();
        String path = "/admin/v1/keys/" + created.path("id").asString();
        assertThat(first).startsWith("rk_").hasSizeGreaterThan(40);
        assertThat(gate.post("/v1/decisions", "{}", first).status()).isEqualTo(400);
        assertThat(gate.get("/admin/v1/keys", first).status()).isEqualTo(403);

        Reply rotated = gate.post(path + "/rotate", "{\"revision\": 1}", ADMIN);
        String second = rotated.json().path("secret").asString();
        assertThat(gate.post("/v1/decisions", "{}", first).status()).isEqualTo(401);
        assertThat(gate.post("/v1/decisions", "{}", second).status()).isEqualTo(400);
        Reply stale = gate.post(path + "/revoke", "{\"revision\": 1}", ADMIN);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.json().path("code").asString()).isEqualTo("state_conflict");

        assertThat(gate.post(path + "/revoke", "{\"revision\": 2}", ADMIN).status()).isEqualTo(200);
        assertThat(gate.post("/v1/decisions", "{}", second).status()).isEqualTo(401);
        assertThat(gate.get(path, ADMIN).json().toString())
                .doesNotContain(first, second)
                .contains("revokedAt");
        JsonNode entries =
                gate.get("/admin/v1/audit?resource=/keys/" + created.path("id").asString(), ADMIN)
                        .json()
                        .path("items");
        assertThat(entries.findValuesAsString("action"))
                .containsExactly("key.revoked", "key.rotated", "key.created");
        assertThat(entries.toString()).doesNotContain(first, second);
        assertThat(entries.path(0).path("actor").asString()).isEqualTo("dev-admin");
    }

    @Test
    void holdsAKeyToItsRate() {
        String secret = create("payments", ", \"rateLimit\": 1").path("secret").asString();

        Reply last = gate.post("/v1/decisions", "{}", secret);
        for (int call = 0; call < 20 && last.status() != 429; call++) {
            last = gate.post("/v1/decisions", "{}", secret);
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.json().path("code").asString()).isEqualTo("rate_limited");
        assertThat(last.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void refusesWhatIsNoKey() {
        Reply refused =
                gate.post("/admin/v1/keys", "{\"name\": \"a b\", \"role\": \"king\"}", ADMIN);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").findValuesAsString("field"))
                .containsExactly("name", "role");
    }

    @Test
    void findsWhatWasDoneToTheAudit() {
        create("payments", "");
        create("payments", "");
        assertValid(true);

        assertFound("update audit_entry set actor = actor || 'x' where position = 1");
        assertFound("delete from audit_entry where position = 1");
        assertFound(
                "delete from audit_entry where position = (select max(position) from audit_entry)");
        assertFound(
                "insert into audit_entry select position + 1, at, actor, request_id, action,"
                        + " resource, before, after, hash from audit_entry order by position desc"
                        + " limit 1");
        assertValid(true);
    }

    private void assertFound(String deed) {
        jdbc.sql("create table audit_copy as select * from audit_entry").update();
        try {
            jdbc.sql(deed).update();
            assertValid(false);
        } finally {
            jdbc.sql("delete from audit_entry").update();
            jdbc.sql("insert into audit_entry select * from audit_copy").update();
            jdbc.sql("drop table audit_copy").update();
        }
    }

    private void assertValid(boolean valid) {
        assertThat(gate.get("/admin/v1/audit/verify", ADMIN).json().path("valid").asBoolean())
                .isEqualTo(valid);
    }

    private JsonNode create(String role, String more) {
        Reply reply =
                gate.post(
                        "/admin/v1/keys",
                        "{\"name\": \"k-"
                                + UUID.randomUUID()
                                + "\", \"role\": \""
                                + role
                                + "\""
                                + more
                                + "}",
                        ADMIN);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(201);
        return reply.json();
    }
}
