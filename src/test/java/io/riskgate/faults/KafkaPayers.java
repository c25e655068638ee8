package io.riskgate.faults;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A sender over Kafka who waits for the broker as long as it takes. */
final class KafkaPayers {

    private final KafkaProducer<byte[], byte[]> producer;
    private final String stream;
    private final double rate;
    private final Thread sender;

    /** What the broker has taken. */
    final Set<String> taken = ConcurrentHashMap.newKeySet();

    /** What it never took, and why. */
    final Queue<String> refused = new ConcurrentLinkedQueue<>();

    private volatile boolean more = true;
    private volatile long sent;

    KafkaPayers(String bootstrapServers, String stream, double rate) {
        this.stream = stream;
        this.rate = rate;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "acks", "all",
                                "linger.ms", "5",
                                "max.block.ms", "300000",
                                "request.timeout.ms", "10000",
                                "reconnect.backoff.max.ms", "500",
                                "delivery.timeout.ms", "300000"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        this.sender = Thread.ofPlatform().name("kafka-payers").daemon().unstarted(this::send);
    }

    void start() {
        sender.start();
    }

    /** No new payments; returns when the broker has all that were sent. */
    void finish() throws InterruptedException {
        more = false;
        sender.join();
        producer.flush();
        producer.close();
    }

    long sent() {
        return sent;
    }

    private void send() {
        long begin = System.nanoTime();
        while (more) {
            Payment payment = Payment.of(stream, sent);
            producer.send(
                    new ProducerRecord<>(
                            "riskgate.transactions",
                            payment.account().getBytes(StandardCharsets.UTF_8),
                            payment.json().getBytes(StandardCharsets.UTF_8)),
                    (stored, failure) -> {
                        if (failure == null) {
                            taken.add(payment.id());
                        } else {
                            refused.add(payment.id() + ": " + failure);
                        }
                    });
            sent++;
            long wait = begin + (long) (sent * 1e9 / rate) - System.nanoTime();
            if (wait > 0) {
                try {
                    TimeUnit.NANOSECONDS.sleep(wait);
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }
    }
}
