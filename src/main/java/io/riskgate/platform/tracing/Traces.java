package io.riskgate.platform.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * The traces of transactions under way, from one thread to the next: a transaction is met at its
 * door, in the journal and again when its decision is published.
 */
@Component
@ConditionalOnProperty(OnlyWhereCollected.ENDPOINT)
class Traces {

    /* Only sampled ones are kept. A decision that is published so much later has a trace of its own. */
    private static final int MOST = 50_000;

    private static final TextMapGetter<Headers> HEADERS =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(Headers headers) {
                    return StreamSupport.stream(headers.spliterator(), false)
                            .map(Header::key)
                            .toList();
                }

                @Override
                public @Nullable String get(@Nullable Headers headers, String key) {
                    Header header = headers == null ? null : headers.lastHeader(key);
                    return header == null
                            ? null
                            : new String(header.value(), StandardCharsets.UTF_8);
                }
            };

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final Map<String, Context> underWay =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Context> eldest) {
                    return size() > MOST;
                }
            };

    Traces(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer("io.riskgate");
        propagator = openTelemetry.getPropagators().getTextMapPropagator();
    }

    /** Begins a span under the given one. */
    Span begin(String name, SpanKind kind, Context parent) {
        return tracer.spanBuilder(name).setParent(parent).setSpanKind(kind).startSpan();
    }

    /** A span that has ended already. */
    void past(String name, Context parent, long fromNanos, long toNanos) {
        tracer.spanBuilder(name)
                .setParent(parent)
                .setStartTimestamp(fromNanos, TimeUnit.NANOSECONDS)
                .startSpan()
                .end(toNanos, TimeUnit.NANOSECONDS);
    }

    /** The trace that a record carries; the root where it carries none. */
    Context carriedBy(Headers headers) {
        return propagator.extract(Context.root(), headers, HEADERS);
    }

    /** Lets a record carry a trace. */
    void carry(Span span, Headers headers) {
        propagator.inject(
                Context.root().with(span),
                headers,
                (carrier, key, value) -> {
                    if (carrier != null) {
                        carrier.remove(key).add(key, value.getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    /** Keeps the trace of a transaction for its next stage. */
    void keep(String transactionId, Span span) {
        if (span.getSpanContext().isSampled()) {
            synchronized (underWay) {
                underWay.put(transactionId, Context.root().with(span));
            }
        }
    }

    /** Takes the trace of a transaction from its last stage, null where none was kept. */
    @Nullable Context take(String transactionId) {
        synchronized (underWay) {
            return underWay.remove(transactionId);
        }
    }

    /** Whether any trace is kept. */
    boolean any() {
        synchronized (underWay) {
            return !underWay.isEmpty();
        }
    }
}
