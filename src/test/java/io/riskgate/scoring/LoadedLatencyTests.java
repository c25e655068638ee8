package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskgate.transaction.RefusedException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** How long a model takes is measured on what would serve it. */
class LoadedLatencyTests {

    private final ModelLoader loader = Bench.loader();
    private final LoadedLatency latency = new LoadedLatency(loader);

    @AfterEach
    void close() {
        loader.close();
    }

    @Test
    void isThatOfTheRowsItIsAsked() {
        ServingLatency.Micros light =
                latency.of(ExampleModels.loop(), List.of(new float[] {1, 0, 0}));
        ServingLatency.Micros heavy =
                latency.of(ExampleModels.loop(), List.of(new float[] {300, 0, 0}));

        assertThat(light.p50()).isPositive().isLessThanOrEqualTo(light.p99());
        assertThat(heavy.p50()).isGreaterThan(2 * light.p50());
    }

    @Test
    void isNoneOfAModelThatCannotBeServed() {
        assertThatThrownBy(() -> latency.of(new byte[] {1, 2, 3}, List.of(new float[3])))
                .isInstanceOf(RefusedException.class);
    }
}
