/** The database's schema: who brings it up to date, and who waits for that. */
@NullMarked
package io.riskgate.platform.migration;

import org.jspecify.annotations.NullMarked;
