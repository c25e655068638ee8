/** Drift, live performance, latency and cost. */
@ApplicationModule(
        allowedDependencies = {
            "transaction",
            "metric",
            "feature",
            "registry",
            "journal",
            "outcome"
        })
@NullMarked
package io.riskgate.monitoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
