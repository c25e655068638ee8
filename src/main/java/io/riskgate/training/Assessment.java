package io.riskgate.training;

import java.util.Map;

/**
 * The champion on the rows its challenger is judged on.
 *
 * @param draws from which intervals follow
 * @param trainedOnThem whether its training window reaches into the assess window, so that it has
 *     seen some of these rows
 */
record Assessment(
        int version,
        Assessed assessed,
        Metrics metrics,
        Bootstrap.Draws draws,
        boolean trainedOnThem) {

    Map<String, Bootstrap.Interval> intervals() {
        return draws.intervals();
    }
}
