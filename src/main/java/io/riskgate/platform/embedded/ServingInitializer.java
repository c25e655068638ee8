package io.riskgate.platform.embedded;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Puts {@link ServingServices} under a serving application context. */
public final class ServingInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ServingServices services = ServingServices.begin(context.getEnvironment());
        SpringApplication.getShutdownHandlers().add(services::end);
        context.getBeanFactory().registerSingleton("servingServices", services);
        context.getBeanFactory().registerSingleton("postgresAddress", services.connectionDetails());
        context.addApplicationListener(
                (ApplicationListener<ApplicationReadyEvent>)
                        ready -> announce(services, context.getEnvironment()));
    }

    private static void announce(ServingServices services, Environment environment) {
        services.announce(
                environment.getRequiredProperty("local.server.port", Integer.class),
                environment.getRequiredProperty("local.management.port", Integer.class));
    }
}
