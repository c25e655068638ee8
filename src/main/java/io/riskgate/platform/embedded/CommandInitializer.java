package io.riskgate.platform.embedded;

import io.riskgate.platform.RefusedStartException;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
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
 * Puts a database under a command's application context: a configured one, the running service's,
 * or else the embedded one, started when it is first used.
 */
public final class CommandInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private @Nullable Closeable lock;
    private @Nullable Foundation own;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        beans.registerSingleton("lifecycleProcessor", new OnlyWhatIsUsed(beans));
        Home home = Home.at(environment.getProperty("riskgate.home", ".riskgate"));
        Map<String, Object> found = new HashMap<>();
        running(home).ifPresent(services -> found.putAll(services.settings()));
        found.keySet().removeIf(property -> isSet(environment, property));
        found.put("riskgate.home", home.path().toString());
        environment.getPropertySources().addFirst(new MapPropertySource("riskgate", found));
        if (!isSet(environment, "spring.datasource.url")) {
            Database database = embedded(environment, home);
            found.putAll(database.address().settings());
            beans.registerSingleton(
                    "postgresAddress", database.address().after(() -> begin(database)));
        }
    }

    /** Ends what was started for the command. */
    public void end() {
        if (own != null) {
            own.end();
        }
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new RefusedStartException("The lock of the home folder is stuck.", e);
        }
    }

    /*
     * A service holds the lock of its home for as long as it lives, so services.json is believed only while the lock
     * is held; while it is held and there is no such file, a service is starting or another command is at work.
     */
    private Optional<ServicesFile.Services> running(Home home) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ServicesFile file = new ServicesFile(home);
        while (System.nanoTime() - deadline < 0) {
            lock = home.tryLock().orElse(null);
            if (lock != null) {
                return Optional.empty();
            }
            Optional<ServicesFile.Services> services = file.read();
            if (services.isPresent()) {
                return services;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new RefusedStartException(
                "Another Riskgate command uses the home folder "
                        + home.path()
                        + ": wait for it to end, or set RISKGATE_HOME to another folder.");
    }

    private Database embedded(ConfigurableEnvironment environment, Home home) {
        Database database = Database.of(environment, home, ServingServices.settings(environment));
        own = database.foundation();
        return database;
    }

    private static void begin(Database database) {
        database.foundation().begin();
        database.foundation().await();
    }

    private static boolean isSet(ConfigurableEnvironment environment, String property) {
        return !environment.getProperty(property, "").isBlank();
    }
}
