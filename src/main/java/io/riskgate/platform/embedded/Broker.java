package io.riskgate.platform.embedded;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The child's side of {@link EmbeddedBroker}: a Kafka broker that lives as long as its parent. */
public final class Broker {

    /** The line by which the parent knows that it serves. */
    static final String READY = "ready";

    private Broker() {}

    /**
     * Runs the broker of a folder that holds its {@code server.properties} until standard input
     * ends, which it does when the parent is gone, however it went.
     *
     * @return the exit status
     */
    public static int run(Path folder) {
        try {
            KafkaRaftServer server = started(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-stop"));
            System.out.println(READY);
            awaitEnd(System.in);
            return 0;
        } catch (Exception e) {
            LoggerFactory.getLogger(Broker.class).error("The broker does not start", e);
            return 1;
        }
    }

    private static KafkaRaftServer started(Path folder) throws Exception {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve("server.properties"))) {
            properties.load(in);
        }
        String data = properties.getProperty("log.dirs");
        if (!Files.exists(Path.of(data, "meta.properties"))) {
            format(data);
        }
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        server.startup();
        return server;
    }

    private static void format(String data) throws Exception {
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setDirectories(List.of(data))
                .setMetadataLogDirectory(data)
                .setControllerListenerName("CONTROLLER")
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
    }

    private static void awaitEnd(InputStream parent) throws IOException {
        while (parent.read() >= 0) {
            // whatever a parent says, only its end matters
        }
    }
}
