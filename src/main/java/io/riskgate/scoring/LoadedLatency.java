package io.riskgate.scoring;

import org.springframework.stereotype.Component;

import java.util.List;

/** Measures a model as it is loaded for serving. */
@Component
class LoadedLatency implements ServingLatency {

    private static final int RUNS = 6_000;
    /* A machine that was busy with something else for a moment does not make a model slow. */
    private static final int ROUNDS = 3;

    private final ModelLoader loader;

    LoadedLatency(ModelLoader loader) {
        this.loader = loader;
    }

    @Override
    public Micros of(byte[] model, List<float[]> rows) {
        OnnxModel loaded = load(model, rows.getFirst().length);
        try {
            ServedModel.Latency latency = Trial.measure(loaded, rows, RUNS);
            for (int round = 1; round < ROUNDS; round++) {
                latency = latency.orFaster(Trial.measure(loaded, rows, RUNS));
            }
            return new Micros(latency.p50Micros(), latency.p99Micros());
        } finally {
            loaded.release();
        }
    }

    private OnnxModel load(byte[] model, int columns) {
        try {
            return loader.load(model, columns).model();
        } catch (UnacceptableModelException e) {
            throw e.refusal();
        }
    }
}
