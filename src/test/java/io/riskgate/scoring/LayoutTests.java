package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every layout of contract section 8 loads and gives the fraud probability, alone and in lanes. */
class LayoutTests {

    private static final Duration LONG = Duration.ofSeconds(5);
    private static final List<float[]> ROWS =
            List.of(new float[] {0, 0, 0}, new float[] {1, -2, 0.5f}, new float[] {-3, 1, 1});

    static Stream<Named<byte[]>> layouts() {
        return Stream.of(
                Named.of("[N,1]", ExampleModels.column()),
                Named.of("[N], a colon in the name", ExampleModels.flat()),
                Named.of("fixed batch 1", ExampleModels.fixedBatch()),
                Named.of("[N,2]", ExampleModels.probabilities()),
                Named.of("label and [N,2]", ExampleModels.labelAndProbabilities()),
                Named.of("label and maps", ExampleModels.labelAndMaps()),
                Named.of("label and maps of text", ExampleModels.labelAndTextMaps()),
                Named.of("ai.onnx.ml only", ExampleModels.onlyMachineLearningOperators()));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void scoresOnTheCallersThread(byte[] content) {
        assertScores(Bench.serve(content, Duration.ofNanos(50_000), Map.of()), true);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void scoresInLanes(byte[] content) {
        Map<String, String> patient = Map.of("riskgate.scoring.slice", "5s");
        assertScores(Bench.serve(content, Duration.ofMillis(5), patient), false);
    }

    private static void assertScores(ServedModel model, boolean inline) {
        assertThat(model.isInline()).isEqualTo(inline);
        for (float[] row : ROWS) {
            Attempt attempt = Bench.ask(model, LONG, row);
            assertThat(attempt.failure()).isNull();
            assertThat(attempt.score()).isCloseTo(ExampleModels.expected(row), within(1e-6));
        }
        Bench.retire(model);
    }
}
