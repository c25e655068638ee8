package io.riskgate.platform.quickstart;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells one jar from another without reading all of it: a digest of its central directory,
 * which holds the name, the size and the checksum of everything in it.
 */
final class Content {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int DIRECTORY_SIZE = 12;
    private static final int DIGITS = 16;

    private Content() {}

    /** Hexadecimal digits that follow from the content of a jar. */
    static String of(Path jar) throws IOException {
        try (FileChannel file = FileChannel.open(jar)) {
            ByteBuffer end = read(file, file.size() - END_SIZE, END_SIZE);
            if (end.getInt(0) != END_SIGNATURE) {
                throw new IOException(jar + " does not end as a jar without a comment does");
            }
            int size = end.getInt(DIRECTORY_SIZE) + END_SIZE;
            return digest(read(file, file.size() - size, size));
        }
    }

    /** As many hexadecimal digits of a text. */
    static String of(String text) {
        return digest(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ByteBuffer read(FileChannel file, long from, int bytes) throws IOException {
        if (from < 0 || bytes < 0) {
            throw new EOFException("a jar without a directory");
        }
        ByteBuffer into = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (into.hasRemaining()) {
            if (file.read(into, from + into.position()) < 0) {
                throw new EOFException("a jar cut short");
            }
        }
        return into.flip();
    }

    private static String digest(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
