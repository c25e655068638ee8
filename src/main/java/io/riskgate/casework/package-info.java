/** The cases that analysts work: queue, assignment, resolution. */
@ApplicationModule(
        allowedDependencies = {"transaction", "metric", "policy", "decision", "journal", "outcome"})
@NullMarked
package io.riskgate.casework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
