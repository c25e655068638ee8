package io.riskgate.decision;

import io.riskgate.policy.Reason;
import io.riskgate.policy.RuleResult;
import io.riskgate.registry.ModelReference;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A decision as contract section 3 writes it: the answer, and the value on the topic. */
public final class DecisionJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter UTC_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /* Written twice a decision, where a formatter would take longer than the rest of the document. */
    private static final byte[] TEMPLATE =
            "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LAST_SHORT_YEAR = 9999;
    private static final int NANOS_A_MILLI = 1_000_000;

    private DecisionJson() {}

    /** The decision as one JSON text in UTF-8. */
    public static byte[] bytes(Decision decision) {
        ByteArrayBuilder out = new ByteArrayBuilder();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(json, decision);
        }
        return out.toByteArray();
    }

    /** Writes the decision as the next value. */
    public static void write(JsonGenerator json, Decision decision) {
        json.writeStartObject();
        json.writeStringProperty("decisionId", decision.decisionId().toString());
        json.writeStringProperty("transactionId", decision.transactionId());
        json.writeStringProperty("outcome", decision.outcome().name());
        number(json, "score", decision.score());
        Integer riskScore = decision.riskScore();
        if (riskScore == null) {
            json.writeNullProperty("riskScore");
        } else {
            json.writeNumberProperty("riskScore", riskScore);
        }
        reasons(json, decision.reasons());
        rules(json, decision.rules());
        model(json, decision.model());
        json.writeStringProperty("path", decision.path().name());
        json.writeBooleanProperty("degraded", decision.degraded());
        json.writeStringProperty("durability", decision.durability().name());
        if (decision.caseId() == null) {
            json.writeNullProperty("caseId");
        } else {
            json.writeStringProperty("caseId", decision.caseId().toString());
        }
        json.writeStringProperty("decidedAt", time(decision.decidedAt()));
        latency(json, decision.latency());
        json.writeEndObject();
    }

    /** A time as every answer writes it: UTC, exactly milliseconds. */
    public static String time(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        int year = time.getYear();
        if (year < 0 || year > LAST_SHORT_YEAR) {
            return UTC_MILLIS.format(instant);
        }
        byte[] text = TEMPLATE.clone();
        digits(text, 0, 4, year);
        digits(text, 5, 2, time.getMonthValue());
        digits(text, 8, 2, time.getDayOfMonth());
        digits(text, 11, 2, time.getHour());
        digits(text, 14, 2, time.getMinute());
        digits(text, 17, 2, time.getSecond());
        digits(text, 20, 3, time.getNano() / NANOS_A_MILLI);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int from, int count, int value) {
        int rest = value;
        for (int at = from + count - 1; at >= from; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static void reasons(JsonGenerator json, List<Reason> reasons) {
        json.writeArrayPropertyStart("reasons");
        for (Reason reason : reasons) {
            json.writeStartObject();
            json.writeStringProperty("code", reason.code());
            json.writeStringProperty("text", reason.text());
            number(json, "contribution", reason.contribution());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void rules(JsonGenerator json, List<RuleResult> rules) {
        json.writeArrayPropertyStart("rules");
        for (RuleResult rule : rules) {
            json.writeStartObject();
            json.writeStringProperty("id", rule.id());
            json.writeNumberProperty("version", rule.version());
            json.writeStringProperty("outcome", rule.outcome().name());
            json.writeStringProperty("mode", rule.mode().name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void model(JsonGenerator json, @Nullable ModelReference model) {
        if (model == null) {
            json.writeNullProperty("model");
            return;
        }
        json.writeObjectPropertyStart("model");
        json.writeStringProperty("name", model.name());
        json.writeNumberProperty("version", model.version());
        json.writeEndObject();
    }

    private static void latency(JsonGenerator json, Decision.Latency latency) {
        json.writeObjectPropertyStart("latency");
        json.writeNumberProperty("totalMicros", latency.totalMicros());
        json.writeNumberProperty("featuresMicros", latency.featuresMicros());
        json.writeNumberProperty("scoringMicros", latency.scoringMicros());
        json.writeNumberProperty("policyMicros", latency.policyMicros());
        json.writeNumberProperty("journalMicros", latency.journalMicros());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, @Nullable Double value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value);
        }
    }
}
