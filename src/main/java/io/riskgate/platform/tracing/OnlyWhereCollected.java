package io.riskgate.platform.tracing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

import java.util.List;

/**
 * Leaves everything about traces out where no collector is configured: not a span that goes nowhere
 * is made on the way of a decision. Metrics are scraped, so their push stays out as well.
 */
public final class OnlyWhereCollected implements AutoConfigurationImportFilter, EnvironmentAware {

    /** Where traces go. */
    static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    private static final String METRICS_PUSH =
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.otlp.";
    private static final List<String> TRACES =
            List.of(
                    "org.springframework.boot.micrometer.tracing.",
                    "org.springframework.boot.opentelemetry.");

    private boolean collected;

    @Override
    public void setEnvironment(Environment environment) {
        collected = !environment.getProperty(ENDPOINT, "").isBlank();
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        boolean[] wanted = new boolean[classes.length];
        for (int index = 0; index < classes.length; index++) {
            String name = classes[index];
            wanted[index] = name == null || isWanted(name);
        }
        return wanted;
    }

    private boolean isWanted(String name) {
        return !name.startsWith(METRICS_PUSH)
                && (collected || TRACES.stream().noneMatch(name::startsWith));
    }
}
