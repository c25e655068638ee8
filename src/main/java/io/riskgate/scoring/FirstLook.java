package io.riskgate.scoring;

import io.riskgate.registry.Deployments;
import io.riskgate.registry.Manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What a model that somebody brings is like: how it is called, how fast, what it answers. */
final class FirstLook {

    private static final int GOLDEN = 8;
    private static final long SEED = 20_20_11;

    /** Lets go of the model when it is done. */
    static Deployments.Inspection of(ModelLoader.Loaded loaded) {
        OnnxModel model = loaded.model();
        try {
            ServedModel.Latency latency =
                    Trial.measure(model, List.of(new float[model.shape().columns()]));
            return new Deployments.Inspection(
                    model.shape().signature(),
                    Map.of("p50", latency.p50Micros(), "p99", latency.p99Micros()),
                    golden(model));
        } finally {
            model.release();
        }
    }

    /* Its own answers here are what it must give on every other replica and runtime. */
    private static List<Manifest.Golden> golden(OnnxModel model) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Manifest.Golden> golden = new ArrayList<>();
        for (int vector = 0; vector < GOLDEN; vector++) {
            float[] row = new float[model.shape().columns()];
            List<Float> values = new ArrayList<>();
            for (int column = 0; column < row.length; column++) {
                row[column] = vector == 0 ? 0 : random.nextInt(-1_000, 1_000) / 100f;
                values.add(row[column]);
            }
            Attempt attempt = Trial.score(model, row);
            if (attempt.failure() == null) {
                golden.add(new Manifest.Golden(List.copyOf(values), attempt.score()));
            }
        }
        return golden;
    }
}
