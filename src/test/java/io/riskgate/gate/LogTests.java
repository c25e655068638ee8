package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is logged on a transaction's way is found by its ids, and says nothing about people. */
class LogTests {

    private static final String CARD = "card-of-somebody";
    private static final String ADDRESS = "203.0.113.77";

    private final RunningGate gate = RunningGate.shared();
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.riskgate");
    private final StructuredLogEncoder encoder = new StructuredLogEncoder();
    private final Written written = new Written();

    @BeforeEach
    void listen() {
        encoder.setFormat("ecs");
        encoder.setContext(ours.getLoggerContext());
        ours.getLoggerContext().putObject(Environment.class.getName(), new MockEnvironment());
        encoder.start();
        written.start();
        ours.addAppender(written);
        ours.setLevel(Level.DEBUG);
    }

    @AfterEach
    void listenNoMore() {
        ours.detachAppender(written);
        ours.setLevel(null);
    }

    @Test
    void isCorrelatedAndNamesNobody() {
        String id = "tx-" + UUID.randomUUID();
        String account = "account-of-somebody-" + UUID.randomUUID();
        String body = transaction(id, account, 100);

        gate.decide(body, "X-Request-Id", "request-of-" + id);
        gate.decide(transaction(id, account, 101), "X-Request-Id", "conflict-of-" + id);
        gate.post(
                "/v1/decisions/batch",
                "{\"transactions\": [" + transaction("batch-" + id, account, 5) + "]}",
                "rk_dev_payments");
        gate.decide(body.replace("ECOMMERCE", "NOWHERE"));

        List<JsonNode> lines = written.lines();
        assertThat(lines)
                .anySatisfy(
                        line -> {
                            assertThat(line.path("requestId").asString(""))
                                    .isEqualTo("request-of-" + id);
                            assertThat(line.path("transactionId").asString("")).isEqualTo(id);
                            assertThat(line.at("/log/level").asString("")).isEqualTo("DEBUG");
                        });
        assertThat(lines)
                .noneMatch(line -> line.toString().contains(account))
                .noneMatch(line -> line.toString().contains(CARD))
                .noneMatch(line -> line.toString().contains(ADDRESS));
    }

    private static String transaction(String id, String account, int value) {
        return """
        {"transactionId": "%s", "occurredAt": "2026-01-01T00:00:00Z",
         "amount": {"value": %d, "currency": "EUR"}, "accountId": "%s", "channel": "ECOMMERCE",
         "cardId": "%s", "ipAddress": "%s"}\
        """
                .formatted(id, value, account, CARD, ADDRESS);
    }

    /** Everything logged, as the image writes it. */
    private final class Written extends AppenderBase<ILoggingEvent> {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
        }

        List<JsonNode> lines() {
            return lines.stream().map(line -> JsonMapper.shared().readTree(line)).toList();
        }
    }
}
