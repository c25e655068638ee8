/** The simulated world written to files, or sent to a running service at a steady rate. */
@NullMarked
package io.riskgate.simulation.drive;

import org.jspecify.annotations.NullMarked;
