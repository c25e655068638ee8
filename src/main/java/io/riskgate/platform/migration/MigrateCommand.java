package io.riskgate.platform.migration;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

import picocli.CommandLine.Command;

import java.util.Objects;
import java.util.concurrent.Callable;

/** The schema brought up to date by whoever deploys, as a role that need not be the serving one. */
@Command(
        name = "migrate",
        description =
                "Brings the database's schema up to date, as SPRING_FLYWAY_USER where that is set.")
class MigrateCommand implements Callable<Integer> {

    @Autowired private @Nullable Flyway flyway;
    @Autowired private @Nullable Migrations migrations;

    @Override
    public Integer call() {
        int done = Objects.requireNonNull(migrations).run(Objects.requireNonNull(flyway));
        System.out.println(done == 0 ? "Nothing was left to migrate." : "Migrations run: " + done);
        return 0;
    }
}
