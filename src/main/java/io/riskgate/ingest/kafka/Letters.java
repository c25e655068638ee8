package io.riskgate.ingest.kafka;

import io.riskgate.transaction.RefusedException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The dead letters of one poll: sent as they are found, waited for together. */
final class Letters {

    private static final Duration ACKNOWLEDGED = Duration.ofSeconds(30);

    private final DeadLetterTopics topics;
    private final List<Future<?>> sent = new ArrayList<>();

    Letters(DeadLetterTopics topics) {
        this.topics = topics;
    }

    void add(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, RefusedException refused) {
        sent.add(topics.send(record, refused));
    }

    /**
     * Waits until the broker has them all.
     *
     * @throws NotTakenException where it does not take one
     */
    void await() {
        try {
            for (Future<?> acknowledgement : sent) {
                acknowledgement.get(ACKNOWLEDGED.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException failed) {
            throw new NotTakenException("a dead letter was not taken", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotTakenException("stopped while sending a dead letter", stopped);
        }
    }
}
