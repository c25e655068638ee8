package io.riskgate.journal.kafka;

import io.riskgate.decision.Decision;
import io.riskgate.decision.DecisionJson;
import io.riskgate.journal.CommittedDecision;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
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

    private static final Header SPEC_VERSION = header("ce_specversion", "1.0");
    private static final Header TYPE = header("ce_type", "io.riskgate.decision.v1");
    private static final Header SOURCE = header("ce_source", "/riskgate");
    private static final Header CONTENT_TYPE = header("content-type", "application/json");

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
        headers.add(SPEC_VERSION);
        header(headers, "ce_id", decision.decisionId().toString());
        headers.add(TYPE);
        headers.add(SOURCE);
        header(headers, "ce_time", DecisionJson.time(decision.decidedAt()));
        headers.add(CONTENT_TYPE);
        return kafka.send(record);
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(header(name, value));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
