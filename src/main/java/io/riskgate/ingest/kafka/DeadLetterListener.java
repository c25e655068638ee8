package io.riskgate.ingest.kafka;

import io.riskgate.ingest.DeadLetter;
import io.riskgate.ingest.DeadLetters;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Brings what stands on the dead-letter topics to the workbench, whoever wrote it there. */
@Component
@Profile("!command")
class DeadLetterListener {

    private final DeadLetters letters;

    DeadLetterListener(DeadLetters letters) {
        this.letters = letters;
    }

    /* While the workbench cannot be written, the letters stand on their topics and nothing else waits. */
    @KafkaListener(
            id = "dead-letters",
            topics = {
                TransactionListener.TOPIC + DeadLetterTopics.SUFFIX,
                OutcomeListener.TOPIC + DeadLetterTopics.SUFFIX
            },
            batch = "true")
    void receive(
            List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records,
            Acknowledgment acknowledgment) {
        letters.keep(records.stream().map(DeadLetterListener::arrival).toList());
        acknowledgment.acknowledge();
    }

    private static DeadLetter.Arrival arrival(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
        return new DeadLetter.Arrival(
                origin(record),
                new DeadLetter.Content(record.key(), record.value()),
                new DeadLetter.Fault(
                        text(record, DeadLetterTopics.CODE, "unknown"),
                        text(record, DeadLetterTopics.DETAIL, "")));
    }

    /* What was written there without an origin has none but the dead-letter topic itself. */
    private static DeadLetter.Origin origin(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
        try {
            return new DeadLetter.Origin(
                    text(record, DeadLetterTopics.TOPIC, record.topic()),
                    Integer.parseInt(text(record, DeadLetterTopics.PARTITION, "none")),
                    Long.parseLong(text(record, DeadLetterTopics.OFFSET, "none")),
                    Long.parseLong(text(record, DeadLetterTopics.TIMESTAMP, "none")));
        } catch (NumberFormatException none) {
            return new DeadLetter.Origin(
                    record.topic(), record.partition(), record.offset(), record.timestamp());
        }
    }

    private static String text(ConsumerRecord<?, ?> record, String name, String absent) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? absent
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
