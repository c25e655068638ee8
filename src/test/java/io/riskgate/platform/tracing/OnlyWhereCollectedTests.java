package io.riskgate.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.mock.env.MockEnvironment;

import java.util.List;
import java.util.stream.IntStream;

/** Without a collector, nothing that could make a span is configured. */
class OnlyWhereCollectedTests {

    private static final List<String> ALL =
            ImportCandidates.load(AutoConfiguration.class, null).getCandidates();

    @Test
    void leavesTracesOutWithoutACollector() {
        assertThat(wanted(new MockEnvironment()))
                .as(SpringBootVersion.getVersion())
                .isNotEmpty()
                .noneMatch(OnlyWhereCollectedTests::isAboutTraces)
                .noneMatch(name -> name.contains(".export.otlp."));
    }

    @Test
    void letsThemInWithOne() {
        assertThat(
                        wanted(
                                new MockEnvironment()
                                        .withProperty(
                                                OnlyWhereCollected.ENDPOINT,
                                                "http://collector:4318/v1/traces")))
                .anyMatch(OnlyWhereCollectedTests::isAboutTraces)
                .noneMatch(name -> name.contains("OtlpMetricsExport"));
    }

    private static boolean isAboutTraces(String name) {
        return name.contains(".tracing.") || name.contains(".opentelemetry.");
    }

    private static List<String> wanted(MockEnvironment environment) {
        OnlyWhereCollected filter = new OnlyWhereCollected();
        filter.setEnvironment(environment);
        boolean[] wanted =
                filter.match(ALL.toArray(String[]::new), mock(AutoConfigurationMetadata.class));
        return IntStream.range(0, wanted.length)
                .filter(index -> wanted[index])
                .mapToObj(ALL::get)
                .toList();
    }
}
