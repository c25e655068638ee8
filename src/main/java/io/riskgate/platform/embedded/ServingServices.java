package io.riskgate.platform.embedded;

import io.riskgate.platform.PlatformSettings;
import io.riskgate.platform.RefusedStartException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.io.Closeable;
import java.io.IOException;
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
    private final Database database;
    private final Kafka kafka;

    private ServingServices(Home home, Closeable lock, ConfigurableEnvironment environment) {
        this.lock = lock;
        file = new ServicesFile(home);
        PlatformSettings settings = settings(environment);
        database = Database.of(environment, home, settings);
        kafka = Kafka.of(environment, home, settings);
    }

    /**
     * Takes the home, checks the ports, begins to start what is embedded and tells the environment
     * where everything is.
     *
     * @throws RefusedStartException where that cannot be, with a sentence
     */
    static ServingServices begin(ConfigurableEnvironment environment) {
        Home home = Home.at(environment.getProperty("riskgate.home", ".riskgate"));
        Closeable lock = home.tryLock().orElseThrow(() -> taken(home));
        try {
            Doors.prepare(environment);
            ServingServices services = new ServingServices(home, lock, environment);
            services.publish(environment, home);
            services.database.foundation().begin();
            services.kafka.foundation().begin();
            return services;
        } catch (RuntimeException e) {
            close(lock);
            throw e;
        }
    }

    static PlatformSettings settings(ConfigurableEnvironment environment) {
        return Binder.get(environment).bindOrCreate("riskgate.platform", PlatformSettings.class);
    }

    /** Waits until an embedded Kafka serves; one that is not embedded may come later. */
    public void awaitKafka() {
        kafka.foundation().await();
    }

    /** PostgreSQL for the connection pool, which waits until it serves. */
    JdbcConnectionDetails connectionDetails() {
        return database.address().after(database.foundation()::await);
    }

    /** Lets the commands find this service. */
    void announce(int port, int managementPort) {
        file.write(
                new ServicesFile.Services(
                        new ServicesFile.Http(port, managementPort),
                        new ServicesFile.Postgres(database.address()),
                        new ServicesFile.Kafka(kafka.bootstrapServers())));
    }

    /** Ends what is embedded and gives the home back. */
    void end() {
        file.remove();
        Thread broker = Thread.ofPlatform().start(kafka.foundation()::end);
        database.foundation().end();
        try {
            broker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(lock);
    }

    private void publish(ConfigurableEnvironment environment, Home home) {
        boolean embedded = database.foundation().isEmbedded() && kafka.foundation().isEmbedded();
        Map<String, Object> found = new HashMap<>(database.address().settings());
        found.put("riskgate.home", home.path().toString());
        found.put("riskgate.platform.embedded", embedded);
        found.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
        environment.getPropertySources().addFirst(new MapPropertySource("riskgate", found));
    }

    private static RefusedStartException taken(Home home) {
        return new RefusedStartException(
                "Another Riskgate uses the home folder "
                        + home.path()
                        + ": stop it, or set RISKGATE_HOME to another folder.");
    }

    private static void close(Closeable lock) {
        try {
            lock.close();
        } catch (IOException e) {
            log.debug("the lock was not released; the end of the process does it", e);
        }
    }
}
