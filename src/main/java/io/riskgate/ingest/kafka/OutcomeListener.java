package io.riskgate.ingest.kafka;

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
import java.util.concurrent.locks.LockSupport;

/** Takes what comes over {@code riskgate.outcomes} into the ledger, a poll at a time. */
@Component
@Profile("!command")
class OutcomeListener {

    static final String TOPIC = "riskgate.outcomes";

    private static final long PAUSE_NANOS = 10_000_000;

    private final Outcomes outcomes;
    private final OutcomeReader reader;
    private final DeadLetters deadLetters;

    OutcomeListener(
            Outcomes outcomes,
            IngestSettings settings,
            DeadLetters deadLetters,
            MeterRegistry meters) {
        this.outcomes = outcomes;
        this.deadLetters = deadLetters;
        this.reader =
                new OutcomeReader(
                        settings.unknownFields()
                                .kafka()
                                .counting(
                                        field ->
                                                meters.counter(Metric.INGEST_UNKNOWN_FIELDS.meter())
                                                        .increment()));
    }

    @KafkaListener(id = "outcomes", topics = TOPIC, batch = "true")
    void receive(
            List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records,
            Acknowledgment acknowledgment) {
        List<Pending> readable = new ArrayList<>(records.size());
        for (var record : records) {
            ReportedOutcome report = read(record);
            if (report != null) {
                readable.add(new Pending(record, report));
            }
        }
        accept(readable);
        acknowledgment.acknowledge();
    }

    private @Nullable ReportedOutcome read(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
        byte[] value = record.value();
        try {
            if (value == null) {
                throw new RefusedException(ErrorCode.MALFORMED_JSON, "The record has no value.");
            }
            return reader.read(value);
        } catch (RefusedException refused) {
            deadLetters.send(record, refused);
            return null;
        }
    }

    /* Together where they agree with what is known; one by one to find those that do not. */
    private void accept(List<Pending> pending) {
        if (pending.isEmpty() || isAccepted(pending.stream().map(Pending::report).toList())) {
            return;
        }
        for (Pending one : pending) {
            try {
                while (!isDurable(List.of(one.report()))) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (RefusedException conflict) {
                deadLetters.send(one.record(), conflict);
            }
        }
    }

    private boolean isAccepted(List<ReportedOutcome> reports) {
        try {
            return isDurable(reports);
        } catch (RefusedException conflict) {
            return false;
        }
    }

    /** Whether the ledger took them; false where it could not now, and is to be asked again. */
    private boolean isDurable(List<ReportedOutcome> reports) {
        try {
            outcomes.accept(reports);
            return true;
        } catch (RefusedException refused) {
            if (refused.code().category() == ErrorCode.Category.CAPACITY) {
                return false;
            }
            throw refused;
        }
    }

    private record Pending(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, ReportedOutcome report) {}
}
