/** A planted violation. */
@NullMarked
package io.riskgate.house.planted.cycle.here;

import org.jspecify.annotations.NullMarked;
