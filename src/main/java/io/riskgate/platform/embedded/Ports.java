package io.riskgate.platform.embedded;

import io.riskgate.platform.RefusedStartException;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The loopback ports of the embedded services: chosen once, then kept while they are free. */
final class Ports {

    private final Path file;
    private final Properties kept = new Properties();

    Ports(Home home) {
        file = home.resolve("ports.properties");
        if (Files.isRegularFile(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                kept.load(in);
            } catch (IOException | IllegalArgumentException e) {
                kept.clear();
            }
        }
    }

    /**
     * The port of this service.
     *
     * @param configured the port it must have, 0 where any will do
     */
    int of(String service, int configured) {
        if (configured != 0) {
            requireFree(InetAddress.getLoopbackAddress(), configured, service);
            return configured;
        }
        int known = known(service);
        int port = known != 0 && !isTaken(known) ? known : anyFree();
        kept.setProperty(service, Integer.toString(port));
        save();
        return port;
    }

    /** Refuses a port that something else listens on. */
    static void requireFree(InetAddress address, int port, String service) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new RefusedStartException(
                    "Port "
                            + port
                            + " for "
                            + service
                            + " is taken ("
                            + Sentences.of(e)
                            + "): stop what listens there or configure another port.",
                    e);
        }
    }

    private int known(String service) {
        try {
            return Integer.parseInt(kept.getProperty(service, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isTaken(int port) {
        try {
            requireFree(InetAddress.getLoopbackAddress(), port, "");
            return false;
        } catch (RefusedStartException e) {
            return true;
        }
    }

    private static int anyFree() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new RefusedStartException("No loopback port is free: " + Sentences.of(e), e);
        }
    }

    private void save() {
        try (Writer out = Files.newBufferedWriter(file)) {
            kept.store(out, null);
        } catch (IOException e) {
            throw new RefusedStartException(
                    "The file " + file + " cannot be written: " + Sentences.of(e), e);
        }
    }
}
