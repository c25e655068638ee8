package io.riskgate.ingest.file;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the next chunk of history while the one before is loaded; never more than one ahead. */
final class HistoryChunks implements AutoCloseable {

    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("history-reader").daemon().factory());
    private final HistoryLines lines;
    private Future<HistoryChunk> ahead;

    HistoryChunks(HistoryLines lines) {
        this.lines = lines;
        this.ahead = read();
    }

    /** The next chunk, empty at the end. */
    HistoryChunk next() throws IOException {
        try {
            HistoryChunk chunk = ahead.get();
            if (!chunk.isEmpty()) {
                ahead = read();
            }
            return chunk;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "The import was interrupted; run it again to go on.", stopped);
        }
    }

    private Future<HistoryChunk> read() {
        return reader.submit(() -> HistoryChunk.of(lines));
    }

    /* Only a load that failed leaves a read under way, perhaps of a pipe that never ends: nobody waits for it. */
    @Override
    public void close() {
        reader.shutdownNow();
    }
}
