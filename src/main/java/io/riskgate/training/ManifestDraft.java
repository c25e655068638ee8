package io.riskgate.training;

import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The manifest of a version that has just been made; the registry gives it number and hash. */
final class ManifestDraft {

    private static final int GOLDEN = 16;

    private ManifestDraft() {}

    static Manifest of(
            Request request,
            Scored made,
            Matrix unseen,
            Metrics metrics,
            Map<String, Object> provenance) {
        return new Manifest(
                new ModelReference(request.model(), 1),
                null,
                request.features().declarations(),
                Trainer.SIGNATURE,
                made.thresholds(),
                provenance,
                new Manifest.Evidence(
                        "",
                        metrics(request, metrics, made),
                        Calibration.of(made.assessed()).asMap(),
                        made.latency().asMap(),
                        golden(made, unseen)));
    }

    private static Map<String, Object> metrics(Request request, Metrics metrics, Scored made) {
        Map<String, Object> assess = new LinkedHashMap<>();
        Window window = request.windows().assessed();
        assess.put("from", window.from().toString());
        assess.put("to", window.to().toString());
        assess.put("rows", made.assessed().size());
        assess.put("frauds", made.assessed().frauds());
        assess.put("values", metrics.asMap());
        return Map.of("assessed", assess);
    }

    /* Rows evenly spread over the window, and the highest score in it. */
    private static List<Manifest.Golden> golden(Scored made, Matrix unseen) {
        List<Manifest.Golden> golden = new ArrayList<>();
        for (int i = 0; i < GOLDEN; i++) {
            int row = (int) ((long) unseen.rows() * i / GOLDEN);
            golden.add(golden(unseen, row, made.assessed().scores()[row]));
        }
        int highest = 0;
        for (int row = 1; row < unseen.rows(); row++) {
            if (made.assessed().scores()[row] > made.assessed().scores()[highest]) {
                highest = row;
            }
        }
        golden.add(golden(unseen, highest, made.assessed().scores()[highest]));
        return golden;
    }

    private static Manifest.Golden golden(Matrix rows, int row, float score) {
        List<@Nullable Float> values = new ArrayList<>();
        for (float value : rows.row(row)) {
            values.add(Float.isNaN(value) ? null : value);
        }
        return new Manifest.Golden(values, score);
    }
}
