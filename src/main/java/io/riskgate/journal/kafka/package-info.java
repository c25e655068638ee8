/** The outbox: committed decisions on their way to the decisions topic. */
@NullMarked
package io.riskgate.journal.kafka;

import org.jspecify.annotations.NullMarked;
