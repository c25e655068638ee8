package io.riskgate.faults;

import io.riskgate.bench.LocalService;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands in the journal and on the decisions topic. */
final class Books {

    private Books() {}

    /** A connection of one's own to the service's database. */
    static Connection connect(LocalService service, String database)
            throws SQLException, IOException {
        JsonNode postgres = service.services().path("postgres");
        return DriverManager.getConnection(
                postgres.path("url").asString().replaceAll("/[^/]*$", "/" + database),
                postgres.path("user").asString(),
                postgres.path("password").asString());
    }

    /** Every decided transaction, in the order of the journal. */
    static List<Entry> journal(LocalService service) throws SQLException, IOException {
        List<Entry> entries = new ArrayList<>();
        try (Connection connection = connect(service, "postgres");
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select transaction_id, decision_id::text, account_id from"
                                                + " journal where decision_id is not null order by"
                                                + " sequence")) {
            while (row.next()) {
                entries.add(new Entry(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        return entries;
    }

    /** How many transactions are journaled. */
    static long journaled(LocalService service) throws SQLException, IOException {
        try (Connection connection = connect(service, "postgres");
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery("select count(*) from transaction_identity")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What stands on the decisions topic. */
    static Published published(LocalService service) throws IOException {
        long records = 0;
        Map<String, Map<String, Boolean>> byAccount = new LinkedHashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", service.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> all =
                    consumer.partitionsFor("riskgate.decisions").stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    records++;
                    Header id = record.headers().lastHeader("ce_id");
                    byAccount
                            .computeIfAbsent(
                                    new String(record.key(), StandardCharsets.UTF_8),
                                    account -> new LinkedHashMap<>())
                            .put(new String(id.value(), StandardCharsets.UTF_8), true);
                }
            }
        }
        Map<String, List<String>> published = new LinkedHashMap<>();
        byAccount.forEach((account, ids) -> published.put(account, List.copyOf(ids.keySet())));
        return new Published(published, records);
    }

    /**
     * Decisions on the topic.
     *
     * @param byAccount each in the order of its first publication
     * @param records how many there are, those published again included
     */
    record Published(Map<String, List<String>> byAccount, long records) {

        long decisions() {
            return byAccount.values().stream().mapToLong(List::size).sum();
        }
    }

    /** One decided transaction. */
    record Entry(String transactionId, String decisionId, String accountId) {}
}
