package io.riskgate.ingest.kafka;

import io.riskgate.transaction.RefusedException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The dead letters of one poll. */
final class Letters {

    /*
     * What is wrong with a record shows at different stages; the letters are sent when all are known, in the order in
     * which their records stood, because that is the order in which they are replayed.
     */
    private static final Duration ACKNOWLEDGED = Duration.ofSeconds(30);
    private static final Comparator<Letter> AS_RECEIVED =
            Comparator.<Letter>comparingInt(letter -> letter.record().partition())
                    .thenComparingLong(letter -> letter.record().offset());

    private final DeadLetterTopics topics;
    private final List<Letter> letters = new ArrayList<>();

    Letters(DeadLetterTopics topics) {
        this.topics = topics;
    }

    void add(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record, RefusedException refused) {
        letters.add(new Letter(record, refused));
    }

    /**
     * Sends them and waits until the broker has them all.
     *
     * @throws NotTakenException where it does not take one
     */
    void send() {
        letters.sort(AS_RECEIVED);
        List<Future<?>> sent = new ArrayList<>(letters.size());
        for (Letter letter : letters) {
            sent.add(topics.send(letter.record(), letter.refused()));
        }
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

    private record Letter(
            ConsumerRecord<byte @Nullable [], byte @Nullable []> record,
            RefusedException refused) {}
}
