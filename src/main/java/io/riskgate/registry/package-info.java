/** Model versions, their manifests, and the aliases that say which one serves. */
@ApplicationModule(allowedDependencies = {"transaction", "metric", "feature"})
@NullMarked
package io.riskgate.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
