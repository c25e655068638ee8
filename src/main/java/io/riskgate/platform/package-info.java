/**
 * Security, problem details, clock, JSON, embedded services and the command line; no module imports
 * it.
 */
@ApplicationModule
@NullMarked
package io.riskgate.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
