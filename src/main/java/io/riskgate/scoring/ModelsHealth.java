package io.riskgate.scoring;

import io.riskgate.registry.ServingVersions.Role;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which versions serve here, and why one that should does not. Never down: the replica decides with
 * what it has.
 */
@Component("modelsHealthIndicator")
class ModelsHealth implements HealthIndicator {

    private final ServingModels models;

    ModelsHealth(ServingModels models) {
        this.models = models;
    }

    /* The description is shown also where details are not. */
    private Status status() {
        String why =
                models.problems().values().stream()
                        .map(
                                problem ->
                                        problem.version()
                                                + " does not serve here: "
                                                + problem.detail())
                        .sorted()
                        .collect(Collectors.joining(" "));
        return new Status(Status.UP.getCode(), why);
    }

    @Override
    public Health health() {
        Lineup lineup = models.lineup();
        Health.Builder health = Health.status(status());
        for (Role role : Role.values()) {
            ServedModel serving = lineup.of(role);
            if (serving != null) {
                health.withDetail(
                        role.name().toLowerCase(Locale.ROOT),
                        serving.reference() + ", breaker " + serving.breaker().getState());
            }
        }
        models.problems()
                .forEach(
                        (role, problem) ->
                                health.withDetail(
                                        role.name().toLowerCase(Locale.ROOT) + "Problem",
                                        problem.version() + ": " + problem.detail()));
        return health.build();
    }
}
