/** The pipeline that decides a transaction within its budget, and the ports it needs. */
@ApplicationModule(
        allowedDependencies = {"transaction", "metric", "feature", "registry", "scoring", "policy"})
@NullMarked
package io.riskgate.decision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
