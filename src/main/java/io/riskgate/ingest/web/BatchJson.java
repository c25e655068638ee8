package io.riskgate.ingest.web;

import io.riskgate.decision.DecisionJson;
import io.riskgate.transaction.ProblemDocument;
import io.riskgate.transaction.RefusedException;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** The answer to a batch as contract section 3 writes it. */
final class BatchJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private BatchJson() {}

    static byte[] bytes(List<BatchDecisions.Result> results, String instance, String requestId) {
        ByteArrayBuilder out = new ByteArrayBuilder();
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("results");
            for (BatchDecisions.Result result : results) {
                json.writeStartObject();
                write(json, result, instance, requestId);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(
            JsonGenerator json, BatchDecisions.Result result, String instance, String requestId) {
        switch (result) {
            case BatchDecisions.Decided(var decision) -> {
                json.writeNumberProperty("status", 200);
                json.writeName("decision");
                DecisionJson.write(json, decision);
            }
            case BatchDecisions.Refused(RefusedException refusal) -> {
                json.writeNumberProperty("status", refusal.code().status());
                json.writeName("problem");
                json.writePOJO(ProblemDocument.of(refusal, instance, requestId).members());
            }
        }
    }
}
