/** The topics of the contract. */
@NullMarked
package io.riskgate.platform.kafka;

import org.jspecify.annotations.NullMarked;
