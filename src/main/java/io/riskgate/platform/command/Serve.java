package io.riskgate.platform.command;

import io.riskgate.platform.embedded.ServingInitializer;

import org.springframework.boot.SpringApplication;

import picocli.CommandLine.Command;

import java.util.List;
import java.util.concurrent.Callable;

/** The service. */
@Command(name = "serve", description = "Decides transactions; the default command.")
final class Serve implements Callable<Integer> {

    /** That the service goes on after its command has returned. */
    static final int SERVING = -1;

    private final Class<?> application;
    private final List<String> settings;

    Serve(Class<?> application, List<String> settings) {
        this.application = application;
        this.settings = settings;
    }

    @Override
    public Integer call() {
        SpringApplication spring = new SpringApplication(application);
        spring.setMainApplicationClass(application);
        spring.addInitializers(new ServingInitializer());
        spring.run(settings.toArray(String[]::new));
        return SERVING;
    }
}
