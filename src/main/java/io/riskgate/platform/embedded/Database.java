package io.riskgate.platform.embedded;

import io.riskgate.platform.PlatformSettings;

import org.springframework.core.env.Environment;

/** PostgreSQL as configured, or else embedded. */
record Database(PostgresAddress address, Foundation foundation) {

    /** There where the embedded one can be unpacked. */
    static final String PART = "org/apache/commons/compress/archivers/tar/TarArchiveEntry.class";

    static Database of(Environment environment, Home home, PlatformSettings settings) {
        String url = environment.getProperty("spring.datasource.url", "");
        if (url.isBlank()) {
            Variant.require(PART, "PostgreSQL", "SPRING_DATASOURCE_URL");
            EmbeddedPostgres server =
                    new EmbeddedPostgres(
                            home, new Ports(home).of("postgres", settings.postgresPort()));
            return new Database(server.address(), new Supervised(server));
        }
        PostgresAddress address =
                new PostgresAddress(
                        url,
                        environment.getProperty("spring.datasource.username", ""),
                        environment.getProperty("spring.datasource.password", ""));
        ExternalPostgres server = new ExternalPostgres(address);
        return new Database(address, Foundation.external(() -> server.await(settings.patience())));
    }
}
