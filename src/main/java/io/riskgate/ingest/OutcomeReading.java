package io.riskgate.ingest;

import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.Source;
import io.riskgate.outcome.Verdict;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;

import java.time.Instant;

/** The reading of one report of what a transaction really was (contract section 4). */
final class OutcomeReading extends ObjectReading<OutcomeReading.Field> {

    private static final FieldNames<Field> NAMES =
            FieldNames.of(
                    Field.class,
                    Field.OUTCOME_ID,
                    Field.TRANSACTION_ID,
                    Field.VERDICT,
                    Field.SOURCE,
                    Field.REPORTED_AT);
    private static final int MAX_REASON = 256;
    private static final Verdict[] VERDICTS = Verdict.values();
    private static final Source[] SOURCES = Source.values();

    private @Nullable String outcomeId;
    private @Nullable String transactionId;
    private @Nullable Verdict verdict;
    private @Nullable Source source;
    private @Nullable String reason;
    private @Nullable Instant reportedAt;
    private @Nullable String reverses;

    enum Field {
        OUTCOME_ID,
        TRANSACTION_ID,
        VERDICT,
        SOURCE,
        REASON,
        REPORTED_AT,
        REVERSES
    }

    OutcomeReading(JsonParser parser, Faults faults, String path) {
        super(NAMES, parser, faults, path);
    }

    /** The report, or null where a fault was noted. */
    @Nullable ReportedOutcome outcome(UnknownFields unknownFields) {
        readObject(unknownFields);
        if (outcomeId != null && outcomeId.equals(reverses)) {
            faults.at(path, "reverses");
            faults.add(FaultCode.OUT_OF_RANGE, faults.path() + " must name an earlier outcome.");
        }
        if (!faults.isEmpty() || outcomeId == null || transactionId == null || verdict == null) {
            return null;
        }
        if (source == null || reportedAt == null) {
            return null;
        }
        return new ReportedOutcome(
                outcomeId, transactionId, verdict, source, reason, reportedAt, reverses);
    }

    @Override
    void read(Field field) {
        switch (field) {
            case OUTCOME_ID -> outcomeId = scalars.identifier();
            case TRANSACTION_ID -> transactionId = scalars.key();
            case VERDICT -> verdict = scalars.oneOf(VERDICTS);
            case SOURCE -> source = scalars.oneOf(SOURCES);
            case REASON -> reason = scalars.text(MAX_REASON);
            case REPORTED_AT -> reportedAt = scalars.instant();
            case REVERSES -> reverses = scalars.identifier();
        }
    }
}
