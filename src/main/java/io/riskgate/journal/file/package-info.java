/** The spill on local disk: segment files with a checksum over every run. */
@NullMarked
package io.riskgate.journal.file;

import org.jspecify.annotations.NullMarked;
