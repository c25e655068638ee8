package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.Source;
import io.riskgate.outcome.TransactionReports;
import io.riskgate.outcome.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A training set as a notebook reads it. */
class DatasetFileTests {

    private static final Instant KNOWN = Instant.parse("2026-03-22T00:00:00Z");
    private static final FeatureSet FEATURES =
            FeatureSet.parse(
                    """
                    features:
                      - {name: kind, one_hot: {field: attributes.kind, values: ["a,b"]}}
                      - {name: count, count: {by: accountId, over: 7d}}
                    """);

    @Test
    void writesWhatWasKnownThen(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("set.csv");
        try (Rows.Writer rows = new Rows.Writer(folder, 2)) {
            add(rows, "old", "2026-03-14T23:59:59.999Z", false, null, 12.5f, 3);
            add(rows, "young", "2026-03-15T00:00:00Z", false, null, Float.NaN, 1);
            add(rows, "stopped", "2026-03-01T00:00:00Z", true, null, 1e-7f, 16777216);
            add(rows, "fraud", "2026-03-20T10:15:30.123Z", false, "2026-03-22T00:00:00Z", 0.1f, 0);
            add(rows, "later", "2026-03-01T00:00:00Z", false, "2026-03-22T00:00:00.001Z", -2, 2);
            Collected collected =
                    new Collected(FeaturePlan.of(List.of(FEATURES)), rows.rows(), 0, folder);
            int written =
                    new DatasetFile(FEATURES, KNOWN, Duration.ofDays(7)).write(collected, file);
            assertThat(written).isEqualTo(5);
        }
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "transactionId,occurredAt,label,\"kind=a,b\",count",
                        "old,2026-03-14T23:59:59.999Z,0,12.5,3",
                        "young,2026-03-15T00:00:00.000Z,,,1",
                        "stopped,2026-03-01T00:00:00.000Z,,1.0E-7,16777216",
                        "fraud,2026-03-20T10:15:30.123Z,1,0.1,0",
                        "later,2026-03-01T00:00:00.000Z,0,-2,2");
    }

    private static void add(
            Rows.Writer rows,
            String id,
            String at,
            boolean stopped,
            @Nullable String reportedAt,
            float... values) {
        @Nullable String none = null;
        TransactionReports reports =
                reportedAt == null
                        ? TransactionReports.NONE
                        : TransactionReports.NONE.with(
                                new ReportedOutcome(
                                        "o-" + id,
                                        id,
                                        Verdict.FRAUD,
                                        Source.CHARGEBACK,
                                        none,
                                        Instant.parse(reportedAt),
                                        none));
        rows.add(
                new CollectedRow(id, "a", Instant.parse(at), 10, stopped, 1, reports),
                FeatureVector.adopt(values));
    }
}
