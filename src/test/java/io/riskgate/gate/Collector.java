package io.riskgate.gate;

import com.sun.net.httpserver.HttpServer;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Where the running service sends its traces: an OTLP endpoint that keeps what it is told. */
public final class Collector {

    private final List<Span> spans = new ArrayList<>();
    private final HttpServer server;

    Collector() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/v1/traces",
                exchange -> {
                    var request =
                            ExportTraceServiceRequest.parseFrom(
                                    exchange.getRequestBody().readAllBytes());
                    request.getResourceSpansList().stream()
                            .flatMap(resource -> resource.getScopeSpansList().stream())
                            .forEach(scope -> keep(scope.getSpansList()));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** What came of the trace with this id, in hexadecimal digits. */
    synchronized List<Span> trace(String id) {
        return spans.stream()
                .filter(
                        span ->
                                HexFormat.of()
                                        .formatHex(span.getTraceId().toByteArray())
                                        .equals(id))
                .toList();
    }

    /** The names of a trace's spans, once all of these are among them or the time is up. */
    synchronized List<String> names(String id, List<String> awaited, Duration within)
            throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            List<String> names = trace(id).stream().map(Span::getName).toList();
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (names.containsAll(awaited) || left <= 0) {
                return names;
            }
            wait(left);
        }
    }

    private synchronized void keep(List<Span> arrived) {
        spans.addAll(arrived);
        notifyAll();
    }
}
