/**
 * A seeded world of cardholders, merchants and fraudsters, to train on and to drive a service with.
 */
@ApplicationModule(allowedDependencies = {"transaction", "metric", "outcome"})
@NullMarked
package io.riskgate.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
