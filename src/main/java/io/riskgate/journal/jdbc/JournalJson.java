package io.riskgate.journal.jdbc;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.riskgate.decision.Journal.Decided;
import io.riskgate.feature.Observation;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Draw;
import io.riskgate.policy.ListHit;
import io.riskgate.policy.PolicyBasis;
import io.riskgate.policy.Reason;
import io.riskgate.policy.RuleResult;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scoring;
import io.riskgate.transaction.Attributes;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The parts of a row that have no fixed shape, as JSON; null where there is nothing to say. */
@Component
class JournalJson {

    private static final String DRAW = "\"draw\"";

    private final JsonMapper mapper = JsonMapper.builder().build();

    @Nullable String attributes(Attributes attributes) {
        return attributes.values().isEmpty()
                ? null
                : mapper.writeValueAsString(attributes.values());
    }

    Attributes attributes(@Nullable String json) {
        return json == null
                ? Attributes.NONE
                : Attributes.of(
                        mapper.readValue(json, new TypeReference<Map<String, Object>>() {}));
    }

    @Nullable String reasons(List<Reason> reasons) {
        return reasons.isEmpty() ? null : mapper.writeValueAsString(reasons);
    }

    List<Reason> reasons(@Nullable String json) {
        return json == null
                ? List.of()
                : mapper.readValue(json, new TypeReference<List<Reason>>() {});
    }

    List<ListHit> lists(@Nullable String json) {
        return json == null
                ? List.of()
                : mapper.readValue(json, new TypeReference<List<ListHit>>() {});
    }

    @Nullable String rules(List<RuleResult> rules) {
        return rules.isEmpty() ? null : mapper.writeValueAsString(rules);
    }

    List<RuleResult> rules(@Nullable String json) {
        return json == null
                ? List.of()
                : mapper.readValue(json, new TypeReference<List<RuleResult>>() {});
    }

    /*
     * Contributions are not written: what was told of them stands in the reasons, and vector and model give the same ones
     * again, bit for bit, when somebody asks. They took more room than all else that a row holds.
     */
    String trace(Decided decided, Observation observation) {
        Thresholds thresholds = decided.thresholds();
        boolean plain = thresholds.channels().isEmpty();
        return mapper.writeValueAsString(
                new Trace(
                        plain ? null : thresholds,
                        plain
                                ? List.of(
                                        thresholds.standard().challenge(),
                                        thresholds.standard().review(),
                                        thresholds.standard().decline())
                                : null,
                        decided.scoring().failures().isEmpty()
                                ? null
                                : decided.scoring().failures(),
                        null,
                        decided.contributions() instanceof Contributions.Unavailable none
                                ? none.why()
                                : null,
                        Basis.of(decided.judgement().basis()),
                        observation.degraded() ? true : null));
    }

    /** The lot in a trace: few have one, and the others need not be read for it. */
    @Nullable Draw draw(@Nullable String trace) {
        if (trace == null || !trace.contains(DRAW)) {
            return null;
        }
        Basis basis = trace(trace).basis();
        return basis == null ? null : basis.draw();
    }

    Trace trace(@Nullable String json) {
        return json == null
                ? new Trace(null, null, null, null, null, null, null)
                : mapper.readValue(json, Trace.class);
    }

    /**
     * What it takes, beside the vector, to see how a decision came about.
     *
     * @param thresholds where channels differ, else null
     * @param bands where they do not: from which score on to challenge, review and decline
     * @param failures why a model did not give the score
     * @param contributions the model's, in log-odds, in rows of a time when they were written
     * @param unexplained why there are none
     * @param basis what rules and lists were judged on, null where there was neither
     * @param folded true where a window had been folded
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Trace(
            @Nullable Thresholds thresholds,
            @Nullable List<Double> bands,
            @Nullable List<Scoring.Failure> failures,
            Contributions.@Nullable Exact contributions,
            @Nullable String unexplained,
            @Nullable Basis basis,
            @Nullable Boolean folded) {

        /** Those that were in force, null in the trace of no decision. */
        @Nullable Thresholds inForce() {
            return bands == null
                    ? thresholds
                    : Thresholds.of(bands.get(0), bands.get(1), bands.get(2));
        }
    }

    /** A {@link PolicyBasis} without what it has nothing of: it stands in every row. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Basis(
            @Nullable Long rules,
            @Nullable List<ListHit> lists,
            @Nullable DecisionOutcome posture,
            @Nullable DecisionOutcome watched,
            @Nullable List<String> cutOff,
            @Nullable Draw draw) {

        static @Nullable Basis of(PolicyBasis basis) {
            return basis.equals(PolicyBasis.NONE)
                    ? null
                    : new Basis(
                            basis.rulesRevision() == 0 ? null : basis.rulesRevision(),
                            basis.listHits().isEmpty() ? null : basis.listHits(),
                            basis.posture(),
                            basis.watched(),
                            basis.cutOff().isEmpty() ? null : basis.cutOff(),
                            basis.draw());
        }

        PolicyBasis basis() {
            return new PolicyBasis(
                    Objects.requireNonNullElse(rules, 0L),
                    Objects.requireNonNullElse(lists, List.of()),
                    posture,
                    watched,
                    Objects.requireNonNullElse(cutOff, List.of()),
                    draw);
        }
    }
}
