package io.riskgate.ingest.file;

import io.riskgate.ingest.HistoryImport.Line;
import io.riskgate.ingest.HistoryImport.Result;

import java.io.Closeable;
import java.util.List;

/** What an import goes into. */
interface ImportTarget extends Closeable {

    /** Makes it ready to take lines. */
    ImportTarget open();

    /** Records these lines in their order; durable when it returns. */
    Result load(List<Line> lines);
}
