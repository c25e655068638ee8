package io.riskgate.platform.embedded;

import io.riskgate.platform.PlatformSettings;

import org.springframework.core.env.Environment;

/** Kafka as configured, or else embedded; one that others run may come later than the service. */
record Kafka(String bootstrapServers, Foundation foundation) {

    /** There where the embedded one can be run. */
    static final String PART = "kafka/server/KafkaRaftServer.class";

    static Kafka of(Environment environment, Home home, PlatformSettings settings) {
        String servers = environment.getProperty("spring.kafka.bootstrap-servers", "");
        if (!servers.isBlank()) {
            return new Kafka(servers, Foundation.external(() -> {}));
        }
        Variant.require(PART, "Kafka", "SPRING_KAFKA_BOOTSTRAP_SERVERS");
        Ports ports = new Ports(home);
        EmbeddedBroker broker =
                new EmbeddedBroker(
                        home,
                        ports.of("kafka", settings.kafkaPort()),
                        ports.of("kafka-controller", 0),
                        settings.kafkaHeap());
        return new Kafka(broker.bootstrapServers(), new Supervised(broker));
    }
}
