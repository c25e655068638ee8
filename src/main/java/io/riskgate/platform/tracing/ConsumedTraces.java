package io.riskgate.platform.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.kafka.listener.BatchInterceptor;

import java.util.ArrayList;
import java.util.List;

/** A span for each record that carries a trace, from the poll until its batch is done with. */
final class ConsumedTraces implements BatchInterceptor<Object, Object> {

    private static final String TRANSACTIONS = "riskgate.transactions";

    private final Traces traces;
    /* A batch is handled on the thread that polled it. */
    private final ThreadLocal<List<Span>> spans = ThreadLocal.withInitial(ArrayList::new);

    ConsumedTraces(Traces traces) {
        this.traces = traces;
    }

    @Override
    public ConsumerRecords<Object, Object> intercept(
            ConsumerRecords<Object, Object> records, Consumer<Object, Object> consumer) {
        for (ConsumerRecord<Object, Object> record : records.records(TRANSACTIONS)) {
            if (record.headers().lastHeader("traceparent") != null
                    && record.value() instanceof byte[] value) {
                Span span =
                        traces.begin(
                                TRANSACTIONS + " process",
                                SpanKind.CONSUMER,
                                traces.carriedBy(record.headers()));
                span.setAttribute("messaging.system", "kafka");
                span.setAttribute("messaging.kafka.offset", record.offset());
                traces.keep(TransactionIds.of(value), span);
                spans.get().add(span);
            }
        }
        return records;
    }

    @Override
    public void success(
            ConsumerRecords<Object, Object> records, Consumer<Object, Object> consumer) {
        end();
    }

    @Override
    public void failure(
            ConsumerRecords<Object, Object> records,
            Exception exception,
            Consumer<Object, Object> consumer) {
        end();
    }

    private void end() {
        spans.get().forEach(Span::end);
        spans.remove();
    }
}
