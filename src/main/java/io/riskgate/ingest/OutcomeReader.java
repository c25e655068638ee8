package io.riskgate.ingest;

import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.ArrayList;
import java.util.List;

/** Reads reported outcomes from JSON, strictly: all that is wrong is told at once. */
public final class OutcomeReader {

    /** The most outcomes one array may hold. */
    public static final int MAX_ITEMS = 1_000;

    private final UnknownFields unknownFields;

    public OutcomeReader(UnknownFields unknownFields) {
        this.unknownFields = unknownFields;
    }

    /**
     * The one outcome that this JSON text in UTF-8 describes.
     *
     * @throws RefusedException with every fault found
     */
    public ReportedOutcome read(byte[] json) {
        return StrictJson.read(
                json,
                (parser, faults) -> new OutcomeReading(parser, faults, "").outcome(unknownFields));
    }

    /**
     * The outcomes of one object or of an array, in order.
     *
     * @throws RefusedException with every fault of every outcome
     */
    public List<ReportedOutcome> readAll(byte[] json) {
        return StrictJson.read(json, this::all);
    }

    private List<ReportedOutcome> all(JsonParser parser, Faults faults) {
        List<ReportedOutcome> outcomes = new ArrayList<>();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            add(outcomes, new OutcomeReading(parser, faults, "").outcome(unknownFields));
            return outcomes;
        }
        int index = 0;
        for (; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            if (index < MAX_ITEMS) {
                String path = "[" + index + "]";
                add(outcomes, new OutcomeReading(parser, faults, path).outcome(unknownFields));
            } else {
                parser.skipChildren();
            }
        }
        if (index > MAX_ITEMS) {
            faults.at("", "");
            faults.add(
                    FaultCode.TOO_MANY, "At most " + MAX_ITEMS + " outcomes are accepted at once.");
        }
        return outcomes;
    }

    private static void add(List<ReportedOutcome> outcomes, @Nullable ReportedOutcome outcome) {
        if (outcome != null) {
            outcomes.add(outcome);
        }
    }
}
