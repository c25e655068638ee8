/** The Kafka door: at least once in, effectively once decided. */
@NullMarked
package io.riskgate.ingest.kafka;

import org.jspecify.annotations.NullMarked;
