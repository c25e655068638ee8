package io.riskgate.ingest.file;

import io.riskgate.ingest.HistoryImport.Line;
import io.riskgate.ingest.HistoryImport.Rejected;

import org.jspecify.annotations.Nullable;

/**
 * A line of a history file.
 *
 * @param line as far as it can be shown
 * @param unreadable why it cannot be read as text at all, null where it can
 */
record HistoryLine(Line line, @Nullable Rejected unreadable) {}
