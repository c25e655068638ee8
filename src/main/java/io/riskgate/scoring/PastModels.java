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

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Any registered version, asked once more about a vector of the past; those that serve are not
 * touched.
 */
@Component
public class PastModels implements AutoCloseable {

    private static final int KEPT = 3;

    private final Models models;
    private final ModelFiles files;
    private final ModelLoader loader;
    private final Map<ModelReference, Prepared> kept = new LinkedHashMap<>(16, 0.75f, true);

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
        Prepared prepared = acquire(version);
        try {
            float[] row = Columns.row(vector, plan.columnsOf(prepared.features()));
            Attempt attempt = Trial.score(prepared.model(), row);
            if (attempt.failure() != null) {
                throw gone(version, "it fails: " + attempt.failure());
            }
            return new Rescored(attempt.score(), prepared.explainer().explain(row));
        } finally {
            prepared.model().release();
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

    /* An analyst looks at one decision after the other, most of them by one version. */
    private synchronized Prepared acquire(ModelReference version) {
        Prepared prepared = kept.computeIfAbsent(version, this::prepare);
        prepared.model().acquire();
        if (kept.size() > KEPT) {
            ModelReference eldest = kept.keySet().iterator().next();
            kept.remove(eldest).model().release();
        }
        return prepared;
    }

    private Prepared prepare(ModelReference version) {
        Manifest manifest = models.get(version);
        FeatureSet features = FeatureSet.ofDeclarations(manifest.features());
        try {
            ModelLoader.Loaded loaded =
                    loader.load(files.fetch(manifest), features.columns().size());
            return new Prepared(
                    features,
                    loaded.model(),
                    Explainers.of(loaded.file(), loaded.model(), features.columns()));
        } catch (UnacceptableModelException e) {
            throw gone(version, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public synchronized void close() {
        kept.values().forEach(prepared -> prepared.model().release());
        kept.clear();
    }

    private static RefusedException gone(ModelReference version, String why) {
        return new RefusedException(
                ErrorCode.UNPROCESSABLE, version + " can no longer be asked: " + why + ".");
    }

    /** A version that is loaded; the map holds it open. */
    private record Prepared(FeatureSet features, OnnxModel model, Explainer explainer) {}

    /** What a version says of a vector, and how it came to it. */
    public record Rescored(double score, Contributions contributions) {}
}
