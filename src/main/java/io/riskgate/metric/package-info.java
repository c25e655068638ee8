/** The names of everything measured, one enum. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.riskgate.metric;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
