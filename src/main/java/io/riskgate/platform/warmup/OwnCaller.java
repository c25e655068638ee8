package io.riskgate.platform.warmup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Calls the service over one kept connection. */
final class OwnCaller implements AutoCloseable {

    /* The platform's client would load and compile hundreds of classes that nothing else needs at a start. */
    private static final String OK = "HTTP/1.1 200";
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final String head;

    OwnCaller(String address, int port, String secret) throws IOException {
        socket = new Socket(address, port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        head =
                "POST /v1/decisions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + secret
                        + "\r\nRiskgate-Dry-Run: true\r\nContent-Type: application/json\r\n"
                        + "Content-Length: ";
    }

    /**
     * Has a transaction decided without a record.
     *
     * @throws IOException where the answer is not a decision, or does not come in time
     */
    void dryRun(String transaction, Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
        byte[] body = transaction.getBytes(StandardCharsets.UTF_8);
        byte[] start = (head + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        socket.getOutputStream().write(request);
        String status = line();
        if (!status.startsWith(OK)) {
            throw new IOException("not decided: " + status);
        }
        in.skipNBytes(bodyLength());
    }

    private int bodyLength() throws IOException {
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        return length;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
