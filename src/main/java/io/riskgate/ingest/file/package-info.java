/** The file door: history as NDJSON, of any size, in constant memory. */
@NullMarked
package io.riskgate.ingest.file;

import org.jspecify.annotations.NullMarked;
