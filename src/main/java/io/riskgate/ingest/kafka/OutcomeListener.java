package io.riskgate.ingest.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.ingest.IngestSettings;
import io.riskgate.ingest.OutcomeReader;
import io.riskgate.metric.Metric;
import io.riskgate.outcome.Outcomes;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** Takes what comes over {@code riskgate.outcomes} into the ledger, a poll at a time. */
@Component
@Profile("!command")
class OutcomeListener {

    static final String TOPIC = "riskgate.outcomes";

    private final Outcomes outcomes;
    private final OutcomeReader reader;
    private final DeadLetterTopics deadLetters;

    OutcomeListener(
            Outcomes outcomes,
            IngestSettings settings,
            DeadLetterTopics deadLetters,
            MeterRegistry meters) {
        this.outcomes = outcomes;
        this.deadLetters = deadLetters;
        Counter unknown = meters.counter(Metric.INGEST_UNKNOWN_FIELDS.meter(), "door", "kafka");
        this.reader =
                new OutcomeReader(
                        settings.unknownFields().kafka().counting(field -> unknown.increment()));
    }

    @KafkaListener(id = "outcomes", topics = TOPIC, batch = "true")
    void receive(
            List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records,
            Acknowledgment acknowledgment) {
        Letters letters = new Letters(deadLetters);
        List<Pending> readable = new ArrayList<>(records.size());
        for (var record : records) {
            ReportedOutcome report = read(record, letters);
            if (report != null) {
                readable.add(new Pending(record, report));
            }
        }
        accept(readable, letters);
        letters.send();
        acknowledgment.acknowledge();
    }

    private @Nullable ReportedOutcome read(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Letters letters) {
        byte[] value = record.value();
        try {
            if (value == null) {
                throw new RefusedException(ErrorCode.MALFORMED_JSON, "The record has no value.");
            }
            return reader.read(value);
        } catch (RefusedException refused) {
            letters.add(record, refused);
            return null;
        }
    }

    /* Together where they agree with what is known; one by one to find those that do not. */
    private void accept(List<Pending> pending, Letters letters) {
        if (pending.isEmpty() || isAccepted(pending.stream().map(Pending::report).toList())) {
            return;
        }
        for (Pending one : pending) {
            try {
                takeUp(List.of(one.report()));
            } catch (RefusedException conflict) {
                letters.add(one.record(), conflict);
            }
        }
    }

    private boolean isAccepted(List<ReportedOutcome> reports) {
        try {
            takeUp(reports);
            return true;
        } catch (RefusedException conflict) {
            return false;
        }
    }

    private void takeUp(List<ReportedOutcome> reports) {
        try {
            outcomes.accept(reports);
        } catch (RefusedException refused) {
            if (refused.code().category() == ErrorCode.Category.CAPACITY) {
                throw new NotTakenException("the ledger does not take outcomes now", refused);
            }
            throw refused;
        }
    }

    private record Pending(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, ReportedOutcome report) {}
}
