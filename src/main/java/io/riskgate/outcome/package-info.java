/** The ledger of what really happened, which tells the features. */
@ApplicationModule(allowedDependencies = {"transaction", "metric", "feature"})
@NullMarked
package io.riskgate.outcome;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
