/** Riskgate: the gate every payment passes. */
@NullMarked
package io.riskgate;

import org.jspecify.annotations.NullMarked;
