/** Every write of a person, chained by hash. */
@NullMarked
package io.riskgate.platform.audit;

import org.jspecify.annotations.NullMarked;
