package io.riskgate.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.People;
import io.riskgate.gate.RunningGate;
import io.riskgate.gate.TokenIssuer;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Instant;

/** Callers who bring a token of an OIDC issuer instead of a key. */
class TokenTests {

    private static final Instant LATER = Instant.now().plusSeconds(600);

    private final RunningGate gate = RunningGate.guarded();
    private final TokenIssuer issuer = TokenIssuer.shared();

    @Test
    void letsInByTheRolesOfTheToken() {
        String analyst = issuer.token("ida", LATER, "analyst");
        String mapped = issuer.token("ivo", LATER, "fraud-desk", "something-else");
        String nobody = issuer.token("ian", LATER, "something-else");

        assertThat(gate.get("/admin/v1/cases", analyst).status()).isEqualTo(200);
        assertThat(gate.get("/admin/v1/keys", analyst).status()).isEqualTo(403);
        assertThat(gate.get("/admin/v1/cases", mapped).status()).isEqualTo(200);
        assertThat(gate.get("/admin/v1/cases", nobody).status()).isEqualTo(403);
        assertThat(gate.get("/admin/v1/audit", issuer.token("ira", LATER, "auditor")).status())
                .isEqualTo(200);
    }

    @Test
    void keepsOutWhatIsExpiredForgedOrBent() {
        String good = issuer.token("ida", LATER, "admin");

        for (String bad :
                new String[] {
                    issuer.token("ida", Instant.now().minusSeconds(600), "admin"),
                    issuer.forged("ida", LATER, "admin"),
                    good.substring(0, good.lastIndexOf('.') + 1),
                    good.substring(0, good.length() - 8) + "AAAAAAAA"
                }) {
            RunningGate.Reply reply = gate.get("/admin/v1/cases", bad);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.json().path("code").asString()).isEqualTo("unauthenticated");
        }
        assertThat(gate.get("/admin/v1/cases", good).status()).isEqualTo(200);
    }

    @Test
    void namesTheCallerInTheAudit() {
        String token = issuer.token("ines", LATER, "risk-manager");
        String rule = "by-token-" + System.nanoTime();
        gate.post(
                "/admin/v1/rules",
                "{\"id\": \"%s\", \"expression\": \"false\", \"outcome\": \"REVIEW\"}"
                        .formatted(rule),
                token);

        JsonNode entry =
                gate.get("/admin/v1/audit?resource=/rules/" + rule, People.OTTO)
                        .json()
                        .path("items")
                        .path(0);

        assertThat(entry.path("actor").asString()).isEqualTo("ines");
    }
}
