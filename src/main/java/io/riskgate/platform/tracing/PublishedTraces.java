package io.riskgate.platform.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;

import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** A span for each decision published, until the broker has it; the record carries its trace. */
public final class PublishedTraces implements ProducerInterceptor<byte[], byte[]> {

    /** The setting that brings {@link Traces} here. */
    static final String TRACES = "riskgate.traces";

    private static final String DECISIONS = "riskgate.decisions";

    private final Map<String, Span> sent = new ConcurrentHashMap<>();
    private @Nullable Traces traces;

    @Override
    public void configure(Map<String, ?> settings) {
        traces = (Traces) settings.get(TRACES);
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        Traces known = Objects.requireNonNull(traces);
        if (!record.topic().equals(DECISIONS) || !known.any()) {
            return record;
        }
        Context parent = known.take(TransactionIds.of(record.value()));
        if (parent != null) {
            Span span = known.begin(DECISIONS + " publish", SpanKind.PRODUCER, parent);
            span.setAttribute("messaging.system", "kafka");
            known.carry(span, record.headers());
            sent.put(parentOf(record.headers()), span);
        }
        return record;
    }

    @Override
    public void onAcknowledgement(
            @Nullable RecordMetadata metadata, @Nullable Exception failure, Headers headers) {
        Span span = sent.isEmpty() ? null : sent.remove(parentOf(headers));
        if (span != null) {
            if (failure != null) {
                span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
            }
            span.end();
        }
    }

    @Override
    public void close() {
        sent.values().forEach(Span::end);
    }

    private static String parentOf(Headers headers) {
        Header header = headers.lastHeader("traceparent");
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
