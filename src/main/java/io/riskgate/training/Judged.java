package io.riskgate.training;

import java.util.List;

/** A contest, the report on it as far as it goes, and what its gates said. */
record Judged(Contest contest, Report report, List<Gate.Result> gates) {

    /** What was tried, candidate by candidate. */
    record Tries(List<Scored> scored, List<Validation> validations) {

        /* Without folds nothing speaks against the first. */
        int best() {
            int best = 0;
            for (int i = 1; i < validations.size(); i++) {
                if (validations.get(i).averagePrecision()
                        > validations.get(best).averagePrecision()) {
                    best = i;
                }
            }
            return best;
        }
    }
}
