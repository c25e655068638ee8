package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.riskgate.metric.Metric;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import java.util.Map;

/** Where there is no CUDA, models run on the CPU; who asked for it is told once. */
class DeviceTests {

    private final Logger logger = (Logger) LoggerFactory.getLogger(ModelLoader.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        assumeThat(OnnxEnvironment.hasCuda()).as("built for CUDA").isFalse();
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    @ParameterizedTest
    @CsvSource({"cuda,1", "auto,0", "cpu,0"})
    void aMissingDeviceIsAFactAndNoFailure(String device, int told) throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ScoringSettings settings = Bench.settings(Map.of("riskgate.scoring.device", device));
        try (ModelLoader loader = new ModelLoader(settings, Bench.REGISTRY)) {
            new ScoringMeters(registry).watchCuda(loader);
            for (int version = 0; version < 3; version++) {
                OnnxModel model = loader.load(ExampleModels.shifted(version), 3).model();
                assertThat(model.isOnCuda()).isFalse();
                assertThat(Trial.score(model, new float[3]).failure()).isNull();
                model.release();
            }
            assertThat(registry.get(Metric.SCORING_CUDA_MISSING.meter()).gauge().value())
                    .isEqualTo(told);
        }
        assertThat(logged.list).filteredOn(line -> line.getLevel() == Level.WARN).hasSize(told);
    }
}
