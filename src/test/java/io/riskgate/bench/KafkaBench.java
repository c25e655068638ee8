package io.riskgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many transactions a second go from the topic through the journal to the decisions topic. */
class KafkaBench {

    private static final long TRANSACTIONS = Figures.size("transactions", 1_000_000);
    private static final long WARM_UP = Math.min(100_000, TRANSACTIONS / 5);
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int PARTS = 10;

    @Test
    void fromTopicToJournaledAndPublished(@TempDir Path folder) throws Exception {
        LocalService service = new LocalService(folder.resolve("home"));
        History history = History.made(service);
        boolean profiled = Boolean.getBoolean("bench.profile");
        Profile profile = profiled ? Profile.of(service, folder.resolve("jfr")) : null;
        Instant from;
        Instant to;
        long pid;
        try (service) {
            service.start();
            pid = service.process().pid();
            play(service, history, 0, WARM_UP);
            from = Instant.now();
            play(service, history, WARM_UP, TRANSACTIONS);
            to = Instant.now();
            verify(service, WARM_UP + TRANSACTIONS);
        }
        if (profile != null) {
            Figures.say("%s", profile.between(from, to, pid));
        }
    }

    private static void play(LocalService service, History history, long first, long count)
            throws Exception {
        Processor before = Processor.of(service.process().toHandle());
        long begin = System.nanoTime();
        Thread sender = Thread.ofPlatform().start(() -> send(service, history, first, count));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", service.bootstrapServers()))) {
            List<TopicPartition> partitions = partitions(admin);
            long reached = first;
            long at = begin;
            Processor used = before;
            for (int part = 1; part <= PARTS; part++) {
                long goal = first + count * part / PARTS;
                long reachedBefore = reached;
                while (reached < goal) {
                    if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                        throw new IllegalStateException(reached + " published of " + goal);
                    }
                    Thread.sleep(50);
                    reached = published(admin, partitions);
                }
                long now = System.nanoTime();
                Figures.say(
                        "  %,9d published: %,.0f/s",
                        reached, (reached - reachedBefore) / ((now - at) / 1e9));
                at = now;
                Processor usedNow = Processor.of(service.process().toHandle());
                Figures.say("  %s", usedNow.since(used, reached - reachedBefore));
                used = usedNow;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        sender.join();
        Figures.say(
                "Kafka: %,d transactions from topic to journaled and published in %.1f s: %,.0f/s",
                count, seconds, count / seconds);
        Figures.say("%s", Processor.of(service.process().toHandle()).since(before, count));
    }

    private static List<TopicPartition> partitions(Admin admin) throws Exception {
        List<TopicPartitionInfo> known =
                admin.describeTopics(List.of("riskgate.decisions"))
                        .allTopicNames()
                        .get()
                        .get("riskgate.decisions")
                        .partitions();
        return known.stream()
                .map(one -> new TopicPartition("riskgate.decisions", one.partition()))
                .toList();
    }

    private static long published(Admin admin, List<TopicPartition> partitions) throws Exception {
        return admin
                .listOffsets(
                        partitions.stream()
                                .collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
                .all()
                .get()
                .values()
                .stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private static void send(LocalService service, History history, long first, long count) {
        try (History.Lines lines = history.lines(first, count);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(
                                Map.of(
                                        "bootstrap.servers",
                                        service.bootstrapServers(),
                                        "linger.ms",
                                        "5",
                                        "batch.size",
                                        "65536",
                                        "compression.type",
                                        "lz4"),
                                new ByteArraySerializer(),
                                new ByteArraySerializer())) {
            while (lines.hasNext()) {
                byte[] line = lines.next();
                producer.send(new ProducerRecord<>("riskgate.transactions", account(line), line));
            }
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static byte[] account(byte[] line) {
        String text = new String(line, java.nio.charset.StandardCharsets.ISO_8859_1);
        int from = text.indexOf("\"accountId\":\"") + "\"accountId\":\"".length();
        return java.util.Arrays.copyOfRange(line, from, text.indexOf('"', from));
    }

    private static void verify(LocalService service, long expected) throws Exception {
        JsonNode postgres = service.services().path("postgres");
        try (Connection connection =
                        DriverManager.getConnection(
                                postgres.path("url").asString(),
                                postgres.path("user").asString(),
                                postgres.path("password").asString());
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery(
                                        """
                                        select (select count(*) from journal where decision_id is not null),
                                            (select sum(pg_total_relation_size(inhrelid)) from pg_inherits
                                             where inhparent = 'journal'::regclass)
                                            + pg_total_relation_size('transaction_identity')\
                                        """)) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(expected);
            Figures.say(
                    "bytes in PostgreSQL a decision, indexes included: %.0f",
                    row.getDouble(2) / expected);
        }
    }
}
