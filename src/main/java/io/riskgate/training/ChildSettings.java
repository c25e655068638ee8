package io.riskgate.training;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of this service for a process it starts: through the environment, because a command
 * line can be read by everybody on the machine.
 */
final class ChildSettings {

    private static final String VARIABLE = "SPRING_APPLICATION_JSON";

    private final Environment environment;
    private final int threads;

    /** The settings of this service, but for so many threads. */
    ChildSettings(Environment environment, int threads) {
        this.environment = environment;
        this.threads = threads;
    }

    Map<String, String> get() {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (environment instanceof ConfigurableEnvironment all) {
            for (PropertySource<?> source : all.getPropertySources()) {
                if (source instanceof EnumerablePropertySource<?> known) {
                    add(settings, known);
                }
            }
        }
        settings.put("riskgate.training.threads", threads);
        return Map.of(VARIABLE, JsonMapper.shared().writeValueAsString(settings));
    }

    private void add(Map<String, Object> settings, EnumerablePropertySource<?> source) {
        for (String name : source.getPropertyNames()) {
            String value = isOurs(name) ? environment.getProperty(name) : null;
            if (value != null) {
                settings.put(name, value);
            }
        }
    }

    private static boolean isOurs(String name) {
        return name.startsWith("riskgate.") && !name.startsWith("riskgate.security")
                || name.startsWith("spring.datasource.");
    }
}
