package io.riskgate.gate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no well-behaved client would, and reads what comes back. */
public final class RawHttp {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PATIENCE_MILLIS = 10_000;

    private RawHttp() {}

    /** One exchange; the request must ask for the connection to be closed, or be refused. */
    public static Reply exchange(int port, String request) {
        return exchange(port, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** See {@link #exchange(int, String)}. */
    public static Reply exchange(int port, byte[] request) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            return new Reply(
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came back, as it stood on the wire. */
    public record Reply(String text) {

        public int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        public String head() {
            return text.substring(0, text.indexOf("\r\n\r\n"));
        }

        /** The body, which must have been sent in one piece. */
        public JsonNode json() {
            String body = text.substring(text.indexOf("\r\n\r\n") + 4);
            return JSON.readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
        }
    }
}
