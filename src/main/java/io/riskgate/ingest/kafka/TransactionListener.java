package io.riskgate.ingest.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.decision.Answer;
import io.riskgate.decision.Decisions;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Decides what comes over {@code riskgate.transactions}, a poll at a time. */
@Component
@Profile("!command")
class TransactionListener {

    /*
     * The records of a poll go through the stages in their order, one after the other, and become durable together; the
     * offsets are committed after that. A crash in between brings the records again, and their ids are known by then.
     */
    static final String TOPIC = "riskgate.transactions";

    private static final long PAUSE_NANOS = 1_000_000;

    private final Decisions decisions;
    private final TransactionReader reader;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;

    TransactionListener(
            Decisions decisions,
            IngestSettings settings,
            DeadLetters deadLetters,
            MeterRegistry meters,
            Clock clock) {
        this.decisions = decisions;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.reader =
                new TransactionReader(
                        settings.unknownFields()
                                .kafka()
                                .counting(
                                        field ->
                                                meters.counter(Metric.INGEST_UNKNOWN_FIELDS.meter())
                                                        .increment()),
                        clock);
    }

    @KafkaListener(id = "transactions", topics = TOPIC, batch = "true")
    void receive(
            List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> records,
            Acknowledgment acknowledgment) {
        List<Pending> pending = new ArrayList<>(records.size());
        for (var record : records) {
            Transaction transaction = read(record);
            if (transaction != null) {
                pending.add(new Pending(record, transaction, submit(transaction)));
            }
        }
        pending.forEach(this::settle);
        acknowledgment.acknowledge();
    }

    private @Nullable Transaction read(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
        byte[] value = record.value();
        try {
            if (value == null) {
                throw new RefusedException(ErrorCode.MALFORMED_JSON, "The record has no value.");
            }
            Transaction transaction = reader.read(value);
            countKey(record, transaction);
            return transaction;
        } catch (RefusedException refused) {
            deadLetters.send(record, refused);
            return null;
        }
    }

    /* Order per account is kept per partition, so a record under another key may overtake; the sender should know. */
    private void countKey(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Transaction transaction) {
        byte[] account = transaction.accountId().getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(account, record.key())) {
            meters.counter(Metric.INGEST_KEY_MISMATCHES.meter()).increment();
        }
    }

    /* A full journal is waited for: what stands on the topic is never shed, and what is behind it must not overtake. */
    private CompletableFuture<Answer> submit(Transaction transaction) {
        CompletableFuture<Answer> answer = decide(transaction);
        while (answer.isDone() && answer.join() instanceof Answer.Overloaded) {
            LockSupport.parkNanos(PAUSE_NANOS);
            answer = decide(transaction);
        }
        return answer;
    }

    private CompletableFuture<Answer> decide(Transaction transaction) {
        return decisions.submit(new Decisions.Call(transaction, null, false, Decisions.Door.KAFKA));
    }

    private void settle(Pending pending) {
        Answer answer = pending.answer().join();
        while (answer instanceof Answer.Undurable || answer instanceof Answer.Overloaded) {
            LockSupport.parkNanos(PAUSE_NANOS);
            answer = decide(pending.transaction()).join();
        }
        if (answer instanceof Answer.Conflict(String detail)) {
            deadLetters.send(
                    pending.record(), new RefusedException(ErrorCode.TRANSACTION_CONFLICT, detail));
        } else if (answer instanceof Answer.Imported) {
            deadLetters.send(
                    pending.record(),
                    new RefusedException(
                            ErrorCode.STATE_CONFLICT,
                            "This transaction was imported; it was recorded, not decided."));
        }
    }

    private record Pending(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record,
            Transaction transaction,
            CompletableFuture<Answer> answer) {}
}
