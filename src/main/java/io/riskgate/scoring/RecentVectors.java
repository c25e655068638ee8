package io.riskgate.scoring;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureVector;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A sample of the vectors that came in lately: what a new model is warmed up with. */
@Component
class RecentVectors {

    private static final int KEPT = 64;
    private static final int ONE_IN = 16;

    private final AtomicReferenceArray<Seen> seen = new AtomicReferenceArray<>(KEPT);
    private final AtomicLong count = new AtomicLong();

    void note(FeatureVector vector, FeaturePlan plan) {
        long number = count.getAndIncrement();
        if (number % ONE_IN == 0) {
            seen.set((int) (number / ONE_IN % KEPT), new Seen(vector, plan));
        }
    }

    /** Their columns as a model takes them, from those plans that have them all. */
    List<float[]> rows(Columns columns) {
        List<float[]> rows = new ArrayList<>();
        for (int slot = 0; slot < KEPT; slot++) {
            Seen one = seen.get(slot);
            if (one != null && one.plan.covers(columns.features())) {
                rows.add(Columns.row(one.vector, one.plan.columnsOf(columns.features())));
            }
        }
        return rows;
    }

    private record Seen(FeatureVector vector, FeaturePlan plan) {}
}
