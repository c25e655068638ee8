package io.riskgate.platform.embedded;

import io.riskgate.platform.PlatformSettings;
import io.riskgate.platform.RefusedStartException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * What a serving process stands on: its home, taken for itself, and PostgreSQL and Kafka, embedded
 * where none is configured. Both are started at once, beside the Spring context, which waits only
 * where it needs them.
 */
public final class ServingServices {

    private static final Logger log = LoggerFactory.getLogger(ServingServices.class);

    private final Closeable lock;
    private final ServicesFile file;
    private final ServicesFile.Postgres postgres;
    private final ServicesFile.Kafka kafka;
    private final @Nullable Supervised ownPostgres;
    private final @Nullable Supervised ownKafka;
    private final Runnable awaitPostgres;

    private ServingServices(Home home, Closeable lock, ConfigurableEnvironment environment) {
        this.lock = lock;
        file = new ServicesFile(home);
        PlatformSettings settings =
                Binder.get(environment).bindOrCreate("riskgate.platform", PlatformSettings.class);
        Ports ports = new Ports(home);
        String servers = environment.getProperty("spring.kafka.bootstrap-servers", "");
        if (servers.isBlank()) {
            EmbeddedBroker broker =
                    new EmbeddedBroker(
                            home,
                            ports.of("kafka", settings.kafkaPort()),
                            ports.of("kafka-controller", 0),
                            settings.kafkaHeap());
            ownKafka = new Supervised(broker);
            kafka = new ServicesFile.Kafka(broker.bootstrapServers());
        } else {
            ownKafka = null;
            kafka = new ServicesFile.Kafka(servers);
        }
        String url = environment.getProperty("spring.datasource.url", "");
        if (url.isBlank()) {
            EmbeddedPostgres server =
                    new EmbeddedPostgres(home, ports.of("postgres", settings.postgresPort()));
            Supervised own = new Supervised(server);
            ownPostgres = own;
            awaitPostgres = own::await;
            postgres =
                    new ServicesFile.Postgres(
                            server.url(), EmbeddedPostgres.USER, server.password());
        } else {
            ownPostgres = null;
            ExternalPostgres server =
                    new ExternalPostgres(
                            url,
                            environment.getProperty("spring.datasource.username", ""),
                            environment.getProperty("spring.datasource.password", ""));
            awaitPostgres = () -> server.await(settings.patience());
            postgres = new ServicesFile.Postgres(url, server.user(), server.password());
        }
    }

    /**
     * Takes the home, checks the ports, begins to start what is embedded and tells the environment
     * where everything is.
     *
     * @throws RefusedStartException where that cannot be, with a sentence
     */
    public static ServingServices begin(ConfigurableEnvironment environment) {
        Home home = Home.at(environment.getProperty("riskgate.home", ".riskgate"));
        Closeable lock =
                home.tryLock()
                        .orElseThrow(
                                () ->
                                        new RefusedStartException(
                                                "Another Riskgate uses the home folder "
                                                        + home.path()
                                                        + ": stop it, or set RISKGATE_HOME to"
                                                        + " another folder."));
        try {
            requireFreePorts(environment);
            ServingServices services = new ServingServices(home, lock, environment);
            services.publish(environment, home);
            services.startEmbedded();
            return services;
        } catch (RuntimeException e) {
            close(lock);
            throw e;
        }
    }

    /** Whether PostgreSQL and Kafka are both embedded. */
    public boolean areBothEmbedded() {
        return ownPostgres != null && ownKafka != null;
    }

    /** Waits until PostgreSQL serves. */
    public void awaitPostgres() {
        awaitPostgres.run();
    }

    /** Waits until an embedded Kafka serves; one that is not embedded may come later. */
    public void awaitKafka() {
        if (ownKafka != null) {
            ownKafka.await();
        }
    }

    /** Lets the commands find this service. */
    public void announce(int port, int managementPort) {
        file.write(
                new ServicesFile.Services(
                        new ServicesFile.Http(port, managementPort), postgres, kafka));
    }

    /** Ends what is embedded and gives the home back. */
    public void end() {
        file.remove();
        Thread broker = Thread.ofPlatform().start(() -> stop(ownKafka));
        stop(ownPostgres);
        try {
            broker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(lock);
    }

    /** The address and account of PostgreSQL. */
    public PostgresAddress postgres() {
        return new PostgresAddress(
                postgres.url(),
                postgres.user() == null ? "" : postgres.user(),
                postgres.password() == null ? "" : postgres.password());
    }

    private void startEmbedded() {
        if (ownPostgres != null) {
            ownPostgres.start();
        }
        if (ownKafka != null) {
            ownKafka.start();
        }
    }

    private void publish(ConfigurableEnvironment environment, Home home) {
        Map<String, Object> found = new HashMap<>();
        found.put("riskgate.home", home.path().toString());
        found.put("riskgate.platform.embedded", areBothEmbedded());
        found.put("spring.datasource.url", postgres.url());
        found.put("spring.datasource.username", postgres().user());
        found.put("spring.datasource.password", postgres().password());
        found.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
        environment.getPropertySources().addFirst(new MapPropertySource("riskgate", found));
    }

    private static void requireFreePorts(ConfigurableEnvironment environment) {
        requireFree(environment, "server", "HTTP (SERVER_PORT)");
        requireFree(environment, "management.server", "management (MANAGEMENT_SERVER_PORT)");
    }

    private static void requireFree(
            ConfigurableEnvironment environment, String prefix, String service) {
        int port = environment.getProperty(prefix + ".port", Integer.class, 0);
        InetAddress address =
                environment.getProperty(
                        prefix + ".address",
                        InetAddress.class,
                        new InetSocketAddress(0).getAddress());
        Ports.requireFree(address, port, service);
    }

    private static void stop(@Nullable Supervised own) {
        if (own != null) {
            own.stop();
        }
    }

    private static void close(Closeable lock) {
        try {
            lock.close();
        } catch (IOException e) {
            log.debug("the lock was not released; the end of the process does it", e);
        }
    }
}
