package io.riskgate.platform.embedded;

import io.riskgate.platform.RefusedStartException;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Where the HTTP ports will be bound, looked at before anything is started. */
final class Doors {

    private static final int LAST_PORT = 65_535;

    private Doors() {}

    static void prepare(ConfigurableEnvironment environment) {
        keepToLoopback(environment);
        requireFree(environment, "server", "HTTP (SERVER_PORT)");
        requireFree(environment, "management.server", "management (MANAGEMENT_SERVER_PORT)");
    }

    /*
     * With both services embedded and no key configured, the keys may be the ones that everybody knows. An address
     * that the operator sets still wins here; whoever hands out those keys has to look at it.
     */
    private static void keepToLoopback(ConfigurableEnvironment environment) {
        boolean embedded =
                isUnset(environment, "spring.datasource.url")
                        && isUnset(environment, "spring.kafka.bootstrap-servers");
        if (embedded && isUnset(environment, "riskgate.security.keys")) {
            Map<String, Object> loopback =
                    Map.of(
                            "server.address", "127.0.0.1",
                            "management.server.address", "127.0.0.1");
            environment.getPropertySources().addLast(new MapPropertySource("loopback", loopback));
        }
    }

    private static void requireFree(
            ConfigurableEnvironment environment, String prefix, String service) {
        int port = port(environment, prefix + ".port");
        InetAddress anywhere = new InetSocketAddress(0).getAddress();
        InetAddress address =
                environment.getProperty(prefix + ".address", InetAddress.class, anywhere);
        Ports.requireFree(address, port, service);
    }

    private static int port(ConfigurableEnvironment environment, String property) {
        String text = environment.getProperty(property, "0").strip();
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > LAST_PORT) {
            throw new RefusedStartException(
                    "The setting "
                            + property
                            + " is "
                            + text
                            + ", which is no port: set it to a number of 0 to "
                            + LAST_PORT
                            + ".");
        }
        return Integer.parseInt(text);
    }

    private static boolean isUnset(ConfigurableEnvironment environment, String property) {
        return environment.getProperty(property, "").isBlank();
    }
}
