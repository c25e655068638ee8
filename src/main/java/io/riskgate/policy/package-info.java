/** From a score to an outcome: lists, rules, thresholds, reasons. */
@ApplicationModule(
        allowedDependencies = {"transaction", "metric", "feature", "registry", "scoring"})
@NullMarked
package io.riskgate.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
