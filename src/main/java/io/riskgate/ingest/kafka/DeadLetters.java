package io.riskgate.ingest.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.metric.Metric;
import io.riskgate.transaction.RefusedException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where records go that cannot be taken: as received, with the reason and the origin, so that they
 * can be put right.
 */
@Component
class DeadLetters {

    private static final Duration ACKNOWLEDGED = Duration.ofSeconds(30);

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final MeterRegistry meters;

    DeadLetters(KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.meters = meters;
    }

    /**
     * Writes a record to its dead-letter topic and waits until the broker has it.
     *
     * @throws KafkaException where the broker does not take it: the record must then be received
     *     again
     */
    void send(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, RefusedException refused) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(
                        record.topic() + "-dlt",
                        null,
                        null,
                        record.key(),
                        record.value(),
                        record.headers());
        Headers headers = letter.headers();
        header(headers, "riskgate-error-code", refused.code().code());
        header(headers, "riskgate-error-detail", detail(refused));
        header(headers, "riskgate-origin-topic", record.topic());
        header(headers, "riskgate-origin-partition", Integer.toString(record.partition()));
        header(headers, "riskgate-origin-offset", Long.toString(record.offset()));
        try {
            kafka.send(letter).get(ACKNOWLEDGED.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new KafkaException("a dead letter was not taken", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException("stopped while sending a dead letter", stopped);
        }
        meters.counter(Metric.INGEST_DEAD_LETTERS.meter(), "code", refused.code().code())
                .increment();
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
