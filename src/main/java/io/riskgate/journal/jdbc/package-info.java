/** The journal in PostgreSQL. */
@NullMarked
package io.riskgate.journal.jdbc;

import org.jspecify.annotations.NullMarked;
