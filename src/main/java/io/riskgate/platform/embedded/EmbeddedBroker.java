package io.riskgate.platform.embedded;

import io.riskgate.platform.RefusedStartException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** A one-node KRaft broker as a child process on loopback, its logs in the home. */
final class EmbeddedBroker implements Program {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration STOP = Duration.ofSeconds(6);

    private final Path folder;
    private final int port;
    private final int controllerPort;
    private final String heap;

    EmbeddedBroker(Home home, int port, int controllerPort, String heap) {
        folder = home.resolve("kafka");
        this.port = port;
        this.controllerPort = controllerPort;
        this.heap = heap;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public Process start() {
        try {
            Files.createDirectories(folder);
            endLeftover();
            requireSoundData();
            writeProperties();
            Files.deleteIfExists(logFile());
            Process process = launch();
            Files.writeString(pidFile(), process.pid() + "\n");
            awaitReady(process);
            return process;
        } catch (IOException e) {
            throw new RefusedStartException(
                    "The embedded Kafka cannot use "
                            + folder
                            + " ("
                            + Sentences.of(e)
                            + "): make it writable, or set SPRING_KAFKA_BOOTSTRAP_SERVERS.",
                    e);
        }
    }

    @Override
    public void stop(Process running) {
        try {
            running.getOutputStream().close();
        } catch (IOException e) {
            running.destroy();
        }
        if (!Child.ended(running.toHandle(), STOP)) {
            running.destroyForcibly();
        }
    }

    /* A broker ends by itself when its parent is gone; one that was just killed may need a moment. */
    private void endLeftover() throws IOException {
        if (!Files.exists(pidFile())) {
            return;
        }
        var leftover = Leftover.process(pidFile(), folder);
        if (leftover.isPresent() && !Child.ended(leftover.get(), STOP)) {
            log.info("Stopping the Kafka broker that an earlier run left behind");
            leftover.get().destroyForcibly();
            Child.ended(leftover.get(), STOP);
        }
        Files.delete(pidFile());
    }

    private void requireSoundData() throws IOException {
        Path data = data();
        if (!Files.isDirectory(data) || Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        try (var entries = Files.list(data)) {
            if (entries.findAny().isPresent()) {
                throw doesNotStart("meta.properties is missing");
            }
        }
    }

    private void writeProperties() throws IOException {
        Properties properties = new Properties();
        try (var defaults = EmbeddedBroker.class.getResourceAsStream("/broker.properties")) {
            properties.load(defaults);
        }
        properties.setProperty("log.dirs", data().toString());
        properties.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        try (Writer out = Files.newBufferedWriter(folder.resolve("server.properties"))) {
            properties.store(out, null);
        }
    }

    private Process launch() throws IOException {
        return OwnProgram.builder(
                        List.of(
                                "-Xmx" + heap,
                                "-Xms128m",
                                "-XX:+UseSerialGC",
                                "--sun-misc-unsafe-memory-access=allow",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dlogback.configurationFile=broker-logback.xml",
                                "-Driskgate.broker.log=" + logFile()),
                        "broker",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.to(folder.resolve("broker.err").toFile()))
                .start();
    }

    private void awaitReady(Process process) {
        CountDownLatch told = new CountDownLatch(1);
        boolean[] ready = new boolean[1];
        Thread.ofVirtual()
                .name("broker-output")
                .start(
                        () -> {
                            try (BufferedReader out = process.inputReader()) {
                                for (String line = out.readLine();
                                        line != null;
                                        line = out.readLine()) {
                                    if (line.equals(Broker.READY)) {
                                        ready[0] = true;
                                        told.countDown();
                                    }
                                }
                            } catch (IOException e) {
                                log.debug("the broker's output ended", e);
                            }
                            told.countDown();
                        });
        try {
            told.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ready[0]) {
            process.destroyForcibly();
            throw doesNotStart(
                    Sentences.lastLine(
                            logFile(),
                            line -> line.contains("ERROR") || line.contains("Exception:")));
        }
    }

    private RefusedStartException doesNotStart(String reason) {
        return new RefusedStartException(
                "The embedded Kafka in "
                        + folder
                        + " does not start ("
                        + reason
                        + "): restore that folder from a backup, or move it away to begin with"
                        + " empty topics.");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path logFile() {
        return folder.resolve("broker.log");
    }

    private Path pidFile() {
        return folder.resolve("broker.pid");
    }
}
