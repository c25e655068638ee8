package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskgate.registry.Manifest.OutputKind;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Two models that others published, with the scores their makers name; {@code LayoutTests} has
 * models of the same layouts that come with the project. Run it with
 *
 * <pre>./mvnw -Ptrial verify -Dit.test=ForeignModelsTrial -Dtrial.models=FOLDER</pre>
 */
@Tag("trial")
class ForeignModelsTrial {

    private static final Path FOLDER = Path.of(System.getProperty("trial.models", "models"));

    @Test
    void aKerasModelOfOneOutput() throws Exception {
        assertScore("redhat_mlp.onnx", OutputKind.PROBABILITY, 0.9998821, 50, 5, 0, 0, 1);
    }

    @Test
    void anXgboostModelWithLabelAndProbabilities() throws Exception {
        assertScore("partho_xgboost.onnx", OutputKind.PROBABILITIES, 0.99987, new float[14]);
    }

    private static void assertScore(String file, OutputKind kind, double expected, float... row)
            throws IOException, UnacceptableModelException {
        try (ModelLoader loader = Bench.loader()) {
            OnnxModel model =
                    loader.load(Files.readAllBytes(FOLDER.resolve(file)), row.length).model();
            assertThat(model.shape().signature().outputKind()).isEqualTo(kind);
            assertThat(Trial.score(model, row).score()).isCloseTo(expected, within(1e-5));
            model.release();
        }
    }
}
