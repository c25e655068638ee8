/** The HTTP door: strict JSON, every fault at once. */
@NullMarked
package io.riskgate.ingest.web;

import org.jspecify.annotations.NullMarked;
