/** A planted violation. */
@NullMarked
package io.riskgate.house.planted.cycle.there;

import org.jspecify.annotations.NullMarked;
