/** What rules and thresholds would have done to decisions already journaled. */
@ApplicationModule(
        allowedDependencies = {"transaction", "metric", "registry", "policy", "journal", "outcome"})
@NullMarked
package io.riskgate.backtest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
