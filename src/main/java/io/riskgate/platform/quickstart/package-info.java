/** Starts the packaged service from an extracted copy of its jar and an archive of its classes. */
@NullMarked
package io.riskgate.platform.quickstart;

import org.jspecify.annotations.NullMarked;
