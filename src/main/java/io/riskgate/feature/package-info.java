/** Feature definitions, the profiles they are read from, and the vector a model sees. */
@ApplicationModule(allowedDependencies = {"transaction", "metric"})
@NullMarked
package io.riskgate.feature;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
