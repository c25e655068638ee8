package io.riskgate.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskgate.gate.RunningGate;
import io.riskgate.gate.RunningGate.Reply;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The life of a key. */
class KeysTests {

    private static final String ADMIN = "rk_dev_admin";

    private final RunningGate gate = RunningGate.shared();

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
    void saysWhenAKeyWasLastUsed() {
        JsonNode created = create("auditor", "");
        String path = "/admin/v1/keys/" + created.path("id").asString();
        assertThat(gate.get(path, ADMIN).json().path("lastUsedAt").isNull()).isTrue();

        gate.get("/admin/v1/rules", created.path("secret").asString());

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !gate.get(path, ADMIN).json().path("lastUsedAt").isNull());
    }

    @Test
    void isNeverLogged() {
        List<String> secrets = new ArrayList<>();
        try (CapturedLog log = CapturedLog.atDebug()) {
            JsonNode created = create("payments", "");
            secrets.add(created.path("secret").asString());
            String path = "/admin/v1/keys/" + created.path("id").asString();
            gate.post("/v1/decisions", "{}", secrets.getFirst());
            secrets.add(gate.post(path + "/rotate", "", ADMIN).json().path("secret").asString());
            gate.get("/admin/v1/cases", secrets.getLast());
            gate.get("/admin/v1/cases", "rk_made-up-secret");
            secrets.add("rk_made-up-secret");
            gate.post(path + "/revoke", "", ADMIN);

            assertThat(log.lines()).as("the log is heard").isNotEmpty();
            for (String secret : secrets) {
                assertThat(secret).startsWith("rk_");
                assertThat(log.lines()).noneMatch(line -> line.contains(secret));
            }
        }
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
