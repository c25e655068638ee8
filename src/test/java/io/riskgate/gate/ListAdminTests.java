package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RunningGate.Reply;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lists as a risk manager keeps them, and what they do to the next decision. */
class ListAdminTests {

    private static final String ADMIN = "rk_dev_admin";

    private final RunningGate gate = RunningGate.shared();
    private final String card = "card-" + UUID.randomUUID();

    @Test
    void blockBeatsAllow() {
        assertThat(add("allow", "cardId", card, null).status()).isEqualTo(201);
        assertThat(decide(card).path("outcome").asString()).isEqualTo("APPROVE");
        assertThat(add("block", "cardId", card, null).status()).isEqualTo(201);

        JsonNode decision = decide(card);

        assertThat(decision.path("outcome").asString()).isEqualTo("DECLINE");
        assertThat(decision.path("reasons").path(0).path("code").asString())
                .isEqualTo("BLOCK_LISTED");
        assertThat(decision.path("reasons").path(0).path("text").asString())
                .isEqualTo("The card is on the block list: test");
    }

    @Test
    void anEntryCountsUntilItExpiresOrIsRemoved() {
        assertThat(add("block", "cardId", card, "2020-01-01T00:00:00Z").status()).isEqualTo(201);
        assertThat(decide(card).path("outcome").asString()).isNotEqualTo("DECLINE");
        Reply entry = add("block", "cardId", card, "2099-01-01T00:00:00Z");
        assertThat(entry.status()).as(entry.json().toString()).isEqualTo(201);
        assertThat(decide(card).path("outcome").asString()).isEqualTo("DECLINE");
        assertThat(add("block", "cardId", card, null).status()).isEqualTo(409);

        String path = "/admin/v1/lists/block/entries/" + entry.json().path("id").asLong();
        assertThat(gate.call("DELETE", path + "?revision=77", "", ADMIN).status()).isEqualTo(409);
        assertThat(gate.call("DELETE", path, "", ADMIN).status()).isEqualTo(204);

        assertThat(decide(card).path("outcome").asString()).isNotEqualTo("DECLINE");
        assertThat(gate.get(path, ADMIN).status()).isEqualTo(404);
    }

    @Test
    void aWatchedAccountIsReviewed() {
        String account = "acc-" + card;
        add("watch", "accountId", account, null);

        JsonNode decision = decide(card);

        assertThat(decision.path("outcome").asString()).isEqualTo("REVIEW");
        assertThat(decision.path("reasons").path(0).path("code").asString())
                .isEqualTo("WATCH_LISTED");
    }

    @Test
    void manyEntriesAreLoadedAtOnceOrNotAtAll() {
        String lines =
                IntStream.range(0, 25_000)
                        .mapToObj(
                                i ->
                                        "{\"by\": \"deviceId\", \"value\": \"%s-%d\", \"reason\": \"leak\"}"
                                                .formatted(card, i))
                        .collect(Collectors.joining("\n"));
        Reply loaded = gate.post("/admin/v1/lists/block/entries/bulk", lines, ADMIN);
        assertThat(loaded.status()).as(loaded.json().toString()).isEqualTo(200);
        assertThat(loaded.json().path("loaded").asLong()).isEqualTo(25_000);
        JsonNode found =
                gate.get(
                                "/admin/v1/lists/block/entries?by=deviceId&value="
                                        + card
                                        + "-24999",
                                ADMIN)
                        .json();
        assertThat(found.path("items").size()).isEqualTo(1);

        Reply refused =
                gate.post(
                        "/admin/v1/lists/watch/entries/bulk",
                        "[{\"by\": \"cardId\", \"value\": \"%s\", \"reason\": \"x\"}, {\"by\": \"who\"}]"
                                .formatted(card),
                        ADMIN);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .startsWith("[1].");
        assertThat(
                        gate.get("/admin/v1/lists/watch/entries?value=" + card, ADMIN)
                                .json()
                                .path("items")
                                .size())
                .isZero();
    }

    @Test
    void aLoadKeepsEveryCharacterAndTheLastOfAnEntry() {
        String reason = "tab\\t back\\\\slash \\u00e9 \\\"quote\\\" line\\n";
        String lines =
                """
                {"by": "cardId", "value": "%1$s", "reason": "first"}
                {"by": "cardId", "value": "%1$s", "reason": "%2$s", "expiresAt": "2030-01-01T00:00:00Z"}
                {"by": "deviceId", "value": "%1$s", "reason": "other"}
                """
                        .formatted(card, reason);
        Reply loaded = gate.post("/admin/v1/lists/watch/entries/bulk", lines, ADMIN);
        assertThat(loaded.json().path("loaded").asLong()).isEqualTo(3);

        JsonNode found =
                gate.get("/admin/v1/lists/watch/entries?by=cardId&value=" + card, ADMIN)
                        .json()
                        .path("items");

        assertThat(found.size()).isEqualTo(1);
        assertThat(found.path(0).path("reason").asString())
                .isEqualTo("tab\t back\\slash \u00e9 \"quote\" line\n");
        assertThat(found.path(0).path("expiresAt").asString())
                .isEqualTo("2030-01-01T00:00:00.000Z");
        Reply nul =
                gate.post(
                        "/admin/v1/lists/watch/entries/bulk",
                        "{\"by\": \"cardId\", \"value\": \"a\\u0000b\", \"reason\": \"x\"}",
                        ADMIN);
        assertThat(nul.status()).isEqualTo(400);
    }

    @Test
    void anEntryIsChangedOnlyByWhoReadIt() {
        JsonNode entry = add("allow", "cardId", card, null).json();
        String path = "/admin/v1/lists/allow/entries/" + entry.path("id").asLong();

        Reply changed = gate.call("PUT", path, "{\"reason\": \"better\", \"revision\": 1}", ADMIN);
        Reply stale = gate.call("PUT", path, "{\"reason\": \"worse\", \"revision\": 1}", ADMIN);

        assertThat(changed.json().path("reason").asString()).isEqualTo("better");
        assertThat(changed.json().path("revision").asInt()).isEqualTo(2);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(gate.get("/admin/v1/lists/nosuch/entries", ADMIN).status()).isEqualTo(404);
        assertThat(gate.get("/admin/v1/lists", ADMIN).json().path("items").size()).isEqualTo(3);
    }

    private Reply add(String list, String by, String value, String expiresAt) {
        String expiry = expiresAt == null ? "null" : "\"" + expiresAt + "\"";
        return gate.post(
                "/admin/v1/lists/" + list + "/entries",
                "{\"by\": \"%s\", \"value\": \"%s\", \"reason\": \"test\", \"expiresAt\": %s}"
                        .formatted(by, value, expiry),
                ADMIN);
    }

    private JsonNode decide(String card) {
        String body =
                """
                {"transactionId": "tx-%s", "occurredAt": "2026-11-20T10:15:30Z",
                 "amount": {"value": 1250, "currency": "EUR"}, "accountId": "acc-%s",
                 "channel": "CARD_PRESENT", "cardId": "%s"}
                """
                        .formatted(UUID.randomUUID(), card, card);
        Reply reply = gate.decide(body);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        return reply.json();
    }
}
