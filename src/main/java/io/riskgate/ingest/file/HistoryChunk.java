package io.riskgate.ingest.file;

import io.riskgate.ingest.HistoryImport.Line;
import io.riskgate.ingest.HistoryImport.Rejected;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of history that are loaded at once.
 *
 * @param all of them, as far as they can be shown
 * @param readable those that are text
 * @param unreadable why the others are not
 */
record HistoryChunk(List<Line> all, List<Line> readable, List<Rejected> unreadable) {

    private static final int MOST_LINES = 2_000;
    private static final int MOST_CHARACTERS = 800_000;

    /** The next lines; empty at the end. */
    static HistoryChunk of(HistoryLines lines) throws IOException {
        HistoryChunk chunk =
                new HistoryChunk(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int characters = 0;
        while (chunk.all.size() < MOST_LINES && characters < MOST_CHARACTERS) {
            HistoryLine next = lines.next();
            if (next == null) {
                return chunk;
            }
            chunk.add(next);
            characters += next.line().json().length();
        }
        return chunk;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    private void add(HistoryLine next) {
        all.add(next.line());
        Rejected refused = next.unreadable();
        if (refused == null) {
            readable.add(next.line());
        } else {
            unreadable.add(refused);
        }
    }
}
