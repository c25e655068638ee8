package io.riskgate.registry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

import javax.sql.DataSource;

/**
 * A registry in a real database, one database server for all tests of a run; each test uses model
 * names of its own.
 *
 * @param home where model files are cached
 */
public record TestRegistry(
        DataSource dataSource,
        RegistrySettings settings,
        Models models,
        Aliases aliases,
        Path home) {

    /** A registry that serves models of these names. */
    public static TestRegistry of(Path home, String model, String fallback) {
        RegistrySettings settings =
                new Binder(
                                new MapConfigurationPropertySource(
                                        Map.of(
                                                "riskgate.registry.model",
                                                model,
                                                "riskgate.registry.fallback",
                                                fallback,
                                                "riskgate.registry.poll-interval",
                                                "200ms",
                                                "riskgate.registry.directory",
                                                home.resolve("seeds").toString())))
                        .bindOrCreate("riskgate.registry", RegistrySettings.class);
        JdbcClient jdbc = JdbcClient.create(Database.SOURCE);
        return new TestRegistry(
                Database.SOURCE, settings, new Models(jdbc), new Aliases(jdbc), home);
    }

    /** The model files of a replica. */
    public ModelFiles files() {
        return new ModelFiles(models, home);
    }

    /** What serves; seeds are planted. */
    public ServingVersions serving() {
        return new ServingVersions(models, aliases, settings, seeds());
    }

    Seeds seeds() {
        return new Seeds(models, aliases, settings);
    }

    /** Tells a replica of changes until it is closed. */
    public AutoCloseable announceTo(Deployments deployments) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("deployments", deployments);
        Announcements announcements =
                new Announcements(dataSource, beans.getBeanProvider(Deployments.class), settings);
        announcements.start();
        return announcements::stop;
    }

    private static final class Database {

        static final DataSource SOURCE = start();

        private static DataSource start() {
            try {
                DataSource source = EmbeddedPostgres.builder().start().getPostgresDatabase();
                Flyway.configure()
                        .dataSource(source)
                        .locations("classpath:db/migrations")
                        .target("2")
                        .load()
                        .migrate();
                return source;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
