/** The doors through which transactions and outcomes come in. */
@ApplicationModule(allowedDependencies = {"transaction", "metric", "decision", "outcome"})
@NullMarked
package io.riskgate.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
