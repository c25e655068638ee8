package io.riskgate.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file without a name, written from front to back and then read as memory. It is gone when nobody
 * reads it any more, however the process ends.
 */
final class Spool implements AutoCloseable {

    private static final int BUFFER = 1 << 20;

    private final FileChannel file;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder());

    Spool(Path folder) {
        try {
            Files.createDirectories(folder);
            Path path = Files.createTempFile(folder, "rows", ".tmp");
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("no file can be written in " + folder, e);
        }
    }

    /** Room for so many bytes, at most a megabyte, which the caller fills at once. */
    ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    /** What was written; it stays readable after this is closed. */
    MemorySegment mapped() throws IOException {
        flush();
        return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), Arena.ofAuto());
    }

    private void flush() {
        try {
            buffer.flip();
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            buffer.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("the disk takes no more rows", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a file of rows does not close", e);
        }
    }
}
