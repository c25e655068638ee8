package io.riskgate.platform.embedded;

import io.riskgate.platform.PlatformSettings;
import io.riskgate.platform.RefusedStartException;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts a database under a command's application context: the running service's, a configured one,
 * or else the embedded one, started when it is first used.
 */
public final class CommandInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private @Nullable Closeable lock;
    private @Nullable Supervised postgres;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Home home = Home.at(environment.getProperty("riskgate.home", ".riskgate"));
        Map<String, Object> found = new HashMap<>();
        found.put("riskgate.home", home.path().toString());
        Optional<ServicesFile.Services> running = running(home);
        running.ifPresent(services -> found.putAll(properties(services, environment)));
        if (running.isEmpty() && isUnset(environment, "spring.datasource.url")) {
            context.getBeanFactory()
                    .registerSingleton("postgresAddress", embedded(home, environment, found));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("riskgate", found));
    }

    /** Ends what was started for the command. */
    public void end() {
        if (postgres != null) {
            postgres.stop();
        }
        release();
    }

    /*
     * A service holds the lock of its home for as long as it lives, so services.json is believed only while the lock
     * is held; while it is held and there is no such file, a service is starting or another command is at work.
     */
    private Optional<ServicesFile.Services> running(Home home) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ServicesFile file = new ServicesFile(home);
        while (true) {
            lock = home.tryLock().orElse(null);
            if (lock != null) {
                return Optional.empty();
            }
            Optional<ServicesFile.Services> services = file.read();
            if (services.isPresent()) {
                return services;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new RefusedStartException(
                        "Another Riskgate command uses the home folder "
                                + home.path()
                                + ": wait for it to end, or set RISKGATE_HOME to another folder.");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static Map<String, Object> properties(
            ServicesFile.Services services, ConfigurableEnvironment environment) {
        Map<String, Object> found = new HashMap<>();
        found.put("riskgate.service.port", services.http().port());
        found.put("riskgate.service.management-port", services.http().managementPort());
        if (isUnset(environment, "spring.kafka.bootstrap-servers")) {
            found.put("spring.kafka.bootstrap-servers", services.kafka().bootstrapServers());
        }
        if (isUnset(environment, "spring.datasource.url")) {
            ServicesFile.Postgres database = services.postgres();
            found.put("spring.datasource.url", database.url());
            found.put("spring.datasource.username", database.user() == null ? "" : database.user());
            found.put(
                    "spring.datasource.password",
                    database.password() == null ? "" : database.password());
        }
        return found;
    }

    private Object embedded(
            Home home, ConfigurableEnvironment environment, Map<String, Object> found) {
        PlatformSettings settings =
                Binder.get(environment).bindOrCreate("riskgate.platform", PlatformSettings.class);
        int port = new Ports(home).of("postgres", settings.postgresPort());
        EmbeddedPostgres server = new EmbeddedPostgres(home, port);
        Supervised supervised = new Supervised(server);
        postgres = supervised;
        found.put("spring.datasource.url", server.url());
        found.put("spring.datasource.username", EmbeddedPostgres.USER);
        found.put("spring.datasource.password", server.password());
        return new PostgresAddress(server.url(), EmbeddedPostgres.USER, server.password())
                .after(() -> supervised.start().await());
    }

    private static boolean isUnset(ConfigurableEnvironment environment, String property) {
        return environment.getProperty(property, "").isBlank();
    }

    private void release() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new RefusedStartException("The home's lock cannot be released.", e);
        }
    }
}
