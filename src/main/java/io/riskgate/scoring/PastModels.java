package io.riskgate.scoring;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelFiles;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.springframework.stereotype.Component;

/**
 * Any registered version, asked once more about a vector of the past; those that serve are not
 * touched.
 */
@Component
public class PastModels {

    private final Models models;
    private final ModelFiles files;
    private final ModelLoader loader;

    PastModels(Models models, ModelFiles files, ModelLoader loader) {
        this.models = models;
        this.files = files;
        this.loader = loader;
    }

    /**
     * The score that a version gives, from the file it was registered with.
     *
     * @throws RefusedException {@code not_found} for a version that is not registered, {@code
     *     unprocessable} where it can no longer be asked
     */
    public Rescored score(ModelReference version, FeatureVector vector, FeaturePlan plan) {
        Manifest manifest = models.get(version);
        FeatureSet features = FeatureSet.ofDeclarations(manifest.features());
        int[] columns = plan.columnsOf(features);
        float[] row = Columns.row(vector, columns);
        ModelLoader.Loaded loaded = load(manifest, columns.length);
        try {
            Attempt attempt = Trial.score(loaded.model(), row);
            if (attempt.failure() != null) {
                throw gone(version, "it fails: " + attempt.failure());
            }
            Explainer explainer = Explainers.of(loaded.file(), loaded.model(), features.columns());
            return new Rescored(attempt.score(), explainer.explain(row));
        } finally {
            loaded.model().release();
        }
    }

    /** What each column added to the score that a version gave; or why that cannot be said. */
    public Contributions explain(ModelReference version, FeatureVector vector, FeaturePlan plan) {
        try {
            return score(version, vector, plan).contributions();
        } catch (RefusedException e) {
            return new Contributions.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private ModelLoader.Loaded load(Manifest manifest, int columns) {
        try {
            return loader.load(files.fetch(manifest), columns);
        } catch (UnacceptableModelException e) {
            throw gone(manifest.model(), String.valueOf(e.getMessage()));
        }
    }

    private static RefusedException gone(ModelReference version, String why) {
        return new RefusedException(
                ErrorCode.UNPROCESSABLE, version + " can no longer be asked: " + why + ".");
    }

    /** What a version says of a vector, and how it came to it. */
    public record Rescored(double score, Contributions contributions) {}
}
