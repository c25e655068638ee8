package io.riskgate.platform.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.riskgate.decision.Answer;
import io.riskgate.decision.Decision;
import io.riskgate.decision.Decisions;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The gate with a span for each decision and one below it for each of its stages. The stages are
 * timed by the gate itself, so they are told afterwards and nothing on their way knows of it.
 */
@Component
@Primary
@ConditionalOnProperty(OnlyWhereCollected.ENDPOINT)
class TracedDecisions implements Decisions {

    private final Decisions decisions;
    private final Traces traces;

    TracedDecisions(@Qualifier("decisionPipeline") Decisions decisions, Traces traces) {
        this.decisions = decisions;
        this.traces = traces;
    }

    @Override
    public CompletableFuture<Answer> submit(Call call) {
        Span span = begin(call, null);
        return decisions.submit(call).whenComplete((answer, failure) -> end(span, answer, failure));
    }

    @Override
    public List<CompletableFuture<Answer>> submit(List<Call> calls) {
        List<Span> spans =
                calls.stream()
                        .map(call -> begin(call, traces.take(call.transaction().transactionId())))
                        .toList();
        List<CompletableFuture<Answer>> answers = decisions.submit(calls);
        List<CompletableFuture<Answer>> traced = new ArrayList<>(answers.size());
        for (int index = 0; index < answers.size(); index++) {
            Span span = spans.get(index);
            traced.add(
                    answers.get(index)
                            .whenComplete((answer, failure) -> end(span, answer, failure)));
        }
        return traced;
    }

    @Override
    public Answer decide(Call call) {
        Span span = begin(call, null);
        try {
            Answer answer = decisions.decide(call);
            end(span, answer, null);
            return answer;
        } catch (RuntimeException failure) {
            end(span, null, failure);
            throw failure;
        }
    }

    @Override
    public CompletableFuture<Answer> record(Transaction transaction) {
        return decisions.record(transaction);
    }

    private Span begin(Call call, @Nullable Context parent) {
        Span span =
                traces.begin(
                        "decide",
                        SpanKind.INTERNAL,
                        Objects.requireNonNullElseGet(parent, Context::current));
        String transactionId = call.transaction().transactionId();
        span.setAttribute("riskgate.transaction.id", transactionId);
        span.setAttribute("riskgate.door", call.door().name());
        traces.keep(transactionId, span);
        return span;
    }

    private void end(Span span, @Nullable Answer answer, @Nullable Throwable failure) {
        if (span.isRecording()) {
            if (answer instanceof Answer.Decided(Decision decision, boolean replayed)) {
                span.setAttribute("riskgate.outcome", decision.outcome().name());
                span.setAttribute("riskgate.path", decision.path().name());
                span.setAttribute("riskgate.replayed", replayed);
                if (!replayed) {
                    stages(span, decision);
                }
            } else {
                span.setStatus(
                        StatusCode.ERROR,
                        failure == null
                                ? String.valueOf(answer).split("\\[", 2)[0]
                                : failure.getClass().getSimpleName());
            }
        }
        span.end();
    }

    private void stages(Span span, Decision decision) {
        Decision.Latency latency = decision.latency();
        Context parent = Context.root().with(span);
        long end = nanos(Instant.now());
        long at = end - TimeUnit.MICROSECONDS.toNanos(latency.totalMicros());
        at = stage("features", parent, at, latency.featuresMicros());
        at = stage("score", parent, at, latency.scoringMicros());
        at = stage("policy", parent, at, latency.policyMicros());
        stage("journal", parent, at, latency.journalMicros());
    }

    private long stage(String name, Context parent, long from, long micros) {
        long to = from + TimeUnit.MICROSECONDS.toNanos(micros);
        traces.past(name, parent, from, to);
        return to;
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
