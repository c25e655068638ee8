package io.riskgate.journal.kafka;

import io.riskgate.decision.Decision;
import io.riskgate.decision.DecisionJson;
import io.riskgate.journal.CommittedDecision;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;

/**
 * The decisions topic: keyed by account, each record a CloudEvent in binary mode (contract section
 * 5).
 */
@Component
class DecisionTopic {

    static final String NAME = "riskgate.decisions";

    private static final String TYPE = "io.riskgate.decision.v1";
    private static final String SOURCE = "/riskgate";

    private final KafkaTemplate<byte[], byte[]> kafka;

    DecisionTopic(KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    Future<?> send(CommittedDecision committed) {
        Decision decision = committed.decision();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        NAME,
                        committed.accountId().getBytes(StandardCharsets.UTF_8),
                        DecisionJson.bytes(decision));
        Headers headers = record.headers();
        header(headers, "ce_specversion", "1.0");
        header(headers, "ce_id", decision.decisionId().toString());
        header(headers, "ce_type", TYPE);
        header(headers, "ce_source", SOURCE);
        header(headers, "ce_time", DecisionJson.time(decision.decidedAt()));
        header(headers, "content-type", "application/json");
        return kafka.send(record);
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
