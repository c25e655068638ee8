package io.riskgate.ingest.web;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import jakarta.servlet.http.HttpServletRequest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads request bodies, never more of one than is accepted. */
final class Bodies {

    /** What one object may have. */
    static final int MAX_OBJECT = 64 << 10;

    /** What an array, or a batch, may have. */
    static final int MAX_ARRAY = 1 << 20;

    /** What the lines of an import may have: those the command sends at once, and some. */
    static final int MAX_IMPORT = 16 << 20;

    private Bodies() {}

    /**
     * The body of a request.
     *
     * @throws RefusedException payload_too_large beyond {@code limit} bytes
     */
    static byte[] read(HttpServletRequest request, int limit) throws IOException {
        long said = request.getContentLengthLong();
        if (said > limit) {
            throw tooLarge(limit);
        }
        if (said >= 0 && said <= MAX_OBJECT) {
            return exactly(request.getInputStream(), (int) said);
        }
        byte[] body = request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            throw tooLarge(limit);
        }
        return body;
    }

    /* Where the length is not known, reading takes a buffer of many times what most bodies have. */
    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] body = new byte[length];
        int read = in.readNBytes(body, 0, length);
        return read == length ? body : Arrays.copyOf(body, read);
    }

    static RefusedException tooLarge(int limit) {
        return new RefusedException(
                ErrorCode.PAYLOAD_TOO_LARGE,
                "The body has more than the " + limit / 1024 + " KiB that are accepted here.");
    }
}
