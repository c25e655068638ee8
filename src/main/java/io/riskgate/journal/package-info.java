/**
 * The durable record: group commit in sequence order, identity, spill, outbox, trace and replay.
 */
@ApplicationModule(
        allowedDependencies = {
            "transaction",
            "metric",
            "feature",
            "registry",
            "scoring",
            "policy",
            "decision",
            "outcome"
        })
@NullMarked
package io.riskgate.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
