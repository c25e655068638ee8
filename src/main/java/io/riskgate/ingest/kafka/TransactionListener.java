package io.riskgate.ingest.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.decision.Decisions;
import io.riskgate.decision.Journal;
import io.riskgate.ingest.IngestSettings;
import io.riskgate.ingest.TransactionReader;
import io.riskgate.metric.Metric;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.Transaction;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decides what comes over {@code riskgate.transactions}, a poll at a time. */
@Component
@Profile("!command")
class TransactionListener {

    /*
     * The records of a poll go through the stages together and become durable together; the offsets are committed after
     * that. A crash in between brings the records again, and their ids are known by then. What stands on a topic is safe, so
     * it waits a little where a flood of it has been faster than PostgreSQL.
     */
    static final String TOPIC = "riskgate.transactions";

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Decisions decisions;
    private final Journal journal;
    private final TransactionReader reader;
    private final DeadLetterTopics deadLetters;
    private final Counter keyMismatches;

    TransactionListener(
            Decisions decisions,
            Journal journal,
            IngestSettings settings,
            DeadLetterTopics deadLetters,
            MeterRegistry meters,
            Clock clock) {
        this.decisions = decisions;
        this.journal = journal;
        this.deadLetters = deadLetters;
        this.keyMismatches = meters.counter(Metric.INGEST_KEY_MISMATCHES.meter());
        Counter unknown = meters.counter(Metric.INGEST_UNKNOWN_FIELDS.meter(), "door", "kafka");
        this.reader =
                new TransactionReader(
                        settings.unknownFields().kafka().counting(field -> unknown.increment()),
                        clock);
    }

    /* Two take turns: while the records of one become durable, the other's are decided. */
    @KafkaListener(
            id = "transactions",
            topics = TOPIC,
            batch = "true",
            concurrency = "${riskgate.ingest.kafka-consumers:2}")
    void receive(
            List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records,
            Acknowledgment acknowledgment)
            throws InterruptedException {
        journal.awaitCaughtUp(PATIENCE);
        Letters letters = new Letters(deadLetters);
        List<Taken> taken = new ArrayList<>(records.size());
        for (var record : records) {
            Transaction transaction = read(record, letters);
            if (transaction != null) {
                taken.add(new Taken(record, transaction));
            }
        }
        new TakenRecords(decisions, letters).decide(taken);
        letters.send();
        acknowledgment.acknowledge();
    }

    private @Nullable Transaction read(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Letters letters) {
        byte[] value = record.value();
        try {
            if (value == null) {
                throw new RefusedException(ErrorCode.MALFORMED_JSON, "The record has no value.");
            }
            Transaction transaction = reader.read(value);
            countKey(record, transaction);
            return transaction;
        } catch (RefusedException refused) {
            letters.add(record, refused);
            return null;
        }
    }

    /* Order per account is kept per partition, so a record under another key may overtake; the sender should know. */
    private void countKey(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Transaction transaction) {
        byte[] account = transaction.accountId().getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(account, record.key())) {
            keyMismatches.increment();
        }
    }

    /** A record and what it says. */
    record Taken(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Transaction transaction) {}
}
