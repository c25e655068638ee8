/** Traces across the doors, the journal and the decisions topic, where somebody collects them. */
@NullMarked
package io.riskgate.platform.tracing;

import org.jspecify.annotations.NullMarked;
