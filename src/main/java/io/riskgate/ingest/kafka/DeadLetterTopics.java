package io.riskgate.ingest.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.metric.Metric;
import io.riskgate.transaction.RefusedException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;

/**
 * Where records go that cannot be taken: as received, with the reason and the origin, so that they
 * can be put right.
 */
@Component
class DeadLetterTopics {

    /*
     * The broker the record was read from takes it, and nothing else is needed for that: a record that cannot be taken
     * holds its partition up no longer than any other, whether PostgreSQL is there or not. The workbench reads these
     * topics when it can.
     */
    static final String SUFFIX = "-dlt";
    static final String CODE = "riskgate-error-code";
    static final String DETAIL = "riskgate-error-detail";
    static final String TOPIC = "riskgate-origin-topic";
    static final String PARTITION = "riskgate-origin-partition";
    static final String OFFSET = "riskgate-origin-offset";
    static final String TIMESTAMP = "riskgate-origin-timestamp";

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final MeterRegistry meters;

    DeadLetterTopics(KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.meters = meters;
    }

    /**
     * Writes a record to its dead-letter topic.
     *
     * @return done when the broker has it; where it fails the record must be received again
     */
    Future<?> send(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, RefusedException refused) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(
                        record.topic() + SUFFIX,
                        null,
                        null,
                        record.key(),
                        record.value(),
                        record.headers());
        Headers headers = letter.headers();
        header(headers, CODE, refused.code().code());
        header(headers, DETAIL, detail(refused));
        header(headers, TOPIC, record.topic());
        header(headers, PARTITION, Integer.toString(record.partition()));
        header(headers, OFFSET, Long.toString(record.offset()));
        header(headers, TIMESTAMP, Long.toString(record.timestamp()));
        meters.counter(Metric.INGEST_DEAD_LETTERS.meter(), "code", refused.code().code())
                .increment();
        return kafka.send(letter);
    }

    private static String detail(RefusedException refused) {
        return refused.faults().isEmpty()
                ? String.valueOf(refused.getMessage())
                : String.join(
                        "; ",
                        refused.faults().stream()
                                .map(fault -> fault.field() + ": " + fault.message())
                                .toList());
    }

    private static void header(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
