package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.ingest.HistoryImport.Kind;
import io.riskgate.ingest.HistoryImport.Line;
import io.riskgate.journal.JournalReader;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** History that comes in while the service runs. */
class HistoryTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningGate gate = RunningGate.shared();

    @Test
    void countsInTheWindowsAndIsNotDecided() {
        String account = "acc-" + UUID.randomUUID();
        List<Line> lines =
                Stream.concat(
                                IntStream.range(0, 5).mapToObj(n -> line(account, n)),
                                Stream.of(
                                        new Line(Kind.TRANSACTION, 6, "garbage"),
                                        new Line(
                                                Kind.TRANSACTION,
                                                7,
                                                transaction(account + "-0", account, 999))))
                        .toList();

        JsonNode first = load(lines);
        JsonNode second = load(lines);

        assertThat(first.path("recorded").asInt()).isEqualTo(5);
        assertThat(first.path("rejected").findValuesAsString("code"))
                .containsExactlyInAnyOrder("malformed_json", "transaction_conflict");
        assertThat(second.path("rejected")).hasSize(2);
        assertThat(gate.get("/v1/decisions/" + account + "-0", "rk_dev_payments").status())
                .isEqualTo(404);
        RunningGate.Reply again = gate.decide(transaction(account + "-0", account, 100));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("code").asString()).isEqualTo("state_conflict");
        String next = "tx-" + UUID.randomUUID();
        assertThat(gate.decide(transaction(next, account, 700)).status()).isEqualTo(200);
        assertThat(
                        gate.get("/v1/decisions/" + next + "/trace", "rk_dev_admin")
                                .json()
                                .path("features")
                                .path("account_count_24h")
                                .asInt())
                .isEqualTo(6);
    }

    /* A database writes 1e300 back with all its digits. */
    @Test
    void isReadBackWithEveryNumberAnAttributeMayBe() {
        for (String number :
                List.of(
                        "1e300",
                        "-1.7976931348623157e308",
                        "123456789012345678901234567890",
                        "9223372036854775807",
                        "9007199254740994.0",
                        "5e-324",
                        "-0.0")) {
            String id = "tx-" + UUID.randomUUID();
            String sent =
                    transaction(id, "acc-numbers", 100)
                            .replace("}}", "}, \"attributes\": {\"x\": " + number + "}}");

            assertThat(gate.decide(sent).status()).isEqualTo(200);

            assertThat(
                            gate.bean(JournalReader.class)
                                    .find(id)
                                    .orElseThrow()
                                    .transaction()
                                    .attributes()
                                    .get("x"))
                    .isInstanceOf(Number.class)
                    .satisfies(
                            read ->
                                    assertThat(((Number) read).doubleValue())
                                            .isEqualTo(Double.parseDouble(number) + 0.0));
            assertThat(gate.decide(sent).header("Riskgate-Replayed")).isEqualTo("true");
        }
    }

    private JsonNode load(List<Line> lines) {
        RunningGate.Reply reply =
                gate.post("/admin/v1/imports", JSON.writeValueAsString(lines), "rk_dev_admin");
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        return reply.json();
    }

    private static Line line(String account, int number) {
        return new Line(
                Kind.TRANSACTION, number + 1, transaction(account + "-" + number, account, 100));
    }

    private static String transaction(String id, String account, long value) {
        return """
        {"transactionId": "%s", "occurredAt": "2026-03-01T10:00:00Z", "accountId": "%s",
         "amount": {"value": %d, "currency": "EUR"}}\
        """
                .formatted(id, account, value);
    }
}
