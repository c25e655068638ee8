/** Tries the segment files of the spill. */
package io.riskgate.journal.file;
