/** Practice before the service says that it is ready. */
@NullMarked
package io.riskgate.platform.warmup;

import org.jspecify.annotations.NullMarked;
