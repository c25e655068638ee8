package io.riskgate.platform.command;

import io.riskgate.platform.embedded.CommandInitializer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ReflectionUtils;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a command with what it asks for: a Spring context if anything of it is autowired. */
final class CommandContext {

    /** Created early however lazy a context is, and with it a database that may not be needed. */
    private static final String EAGER =
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
                + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration";

    private final Class<?> application;
    private final List<String> settings;

    CommandContext(Class<?> application, List<String> settings) {
        this.application = application;
        this.settings = settings;
    }

    Integer run(Callable<Integer> command) throws Exception {
        if (!isAutowired(command.getClass())) {
            return command.call();
        }
        CommandInitializer initializer = new CommandInitializer();
        try (ConfigurableApplicationContext context = start(initializer)) {
            context.getAutowireCapableBeanFactory().autowireBean(command);
            return command.call();
        } finally {
            initializer.end();
        }
    }

    /*
     * Lazy: a command creates what it uses and nothing else. The profile keeps out what acts by itself. Checking which parts
     * of the health there are would create all of them, and what they speak for.
     */
    private ConfigurableApplicationContext start(CommandInitializer initializer) {
        SpringApplication spring = new SpringApplication(application);
        spring.setMainApplicationClass(application);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setLazyInitialization(true);
        spring.setBannerMode(Banner.Mode.OFF);
        spring.setLogStartupInfo(false);
        spring.setAdditionalProfiles("command");
        spring.setDefaultProperties(
                Map.of(
                        "logging.level.root", "WARN",
                        "spring.autoconfigure.exclude", EAGER,
                        "management.endpoint.health.validate-group-membership", "false"));
        spring.addInitializers(initializer);
        return spring.run(settings.toArray(String[]::new));
    }

    private static boolean isAutowired(Class<?> command) {
        AtomicBoolean found = new AtomicBoolean();
        ReflectionUtils.doWithFields(
                command,
                field -> found.set(true),
                field -> field.isAnnotationPresent(Autowired.class));
        ReflectionUtils.doWithMethods(
                command,
                method -> found.set(true),
                method -> method.isAnnotationPresent(Autowired.class));
        return found.get();
    }
}
