/** One training run: collect, prepare, select, fit, assess, gate, register. */
@ApplicationModule(
        allowedDependencies = {
            "transaction",
            "metric",
            "feature",
            "scoring",
            "registry",
            "journal",
            "policy",
            "outcome"
        })
@NullMarked
package io.riskgate.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
