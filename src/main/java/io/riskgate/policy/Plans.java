package io.riskgate.policy;

import io.riskgate.feature.FeaturePlan;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The columns of plans, by name. */
@Component
class Plans {

    private volatile @Nullable Known known;

    /* The plan changes only with a model swap, so the last one seen is nearly always the right one. */
    PlanColumns of(FeaturePlan plan) {
        Known last = known;
        if (last == null || last.plan() != plan) {
            last = new Known(plan, PlanColumns.of(plan));
            known = last;
        }
        return last.columns();
    }

    private record Known(FeaturePlan plan, PlanColumns columns) {}
}
