/** The embedded default: PostgreSQL and a KRaft broker as child processes, kept in one home. */
@NullMarked
package io.riskgate.platform.embedded;

import org.jspecify.annotations.NullMarked;
