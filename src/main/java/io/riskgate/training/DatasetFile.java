package io.riskgate.training;

import io.riskgate.feature.FeatureSet;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A data set as CSV: id, time, label, and one column a feature. A missing value and an unknown
 * label are empty.
 *
 * @param known the moment whose labels are written
 * @param delay the age from which silence means legitimate
 */
record DatasetFile(FeatureSet features, Instant known, Duration delay) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    /** Returns how many transactions were written. */
    int write(Collected collected, Path file) throws IOException {
        int[] columns = collected.plan().columnsOf(features);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("transactionId,occurredAt,label");
            for (String column : features.columns()) {
                out.write("," + quoted(column));
            }
            out.write('\n');
            StringBuilder line = new StringBuilder();
            for (int row = 0; row < collected.rows().size(); row++) {
                line.setLength(0);
                append(line, collected.rows(), row, columns);
                out.append(line);
            }
        }
        return collected.rows().size();
    }

    private void append(StringBuilder line, Rows rows, int number, int[] columns) {
        CollectedRow row = rows.row(number);
        line.append(row.transactionId()).append(',');
        TIME.formatTo(row.occurredAt(), line);
        line.append(',')
                .append(
                        switch (row.labelAt(known, delay)) {
                            case FRAUD -> "1";
                            case LEGITIMATE -> "0";
                            case UNKNOWN -> "";
                        });
        for (int column : columns) {
            float value = rows.value(number, column);
            line.append(',');
            if (!Float.isNaN(value)) {
                append(line, value);
            }
        }
        line.append('\n');
    }

    /* Whole numbers as such: counts read better, and a float's shortest form is exact either way. */
    private static void append(StringBuilder line, float value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            line.append((long) value);
        } else {
            line.append(value);
        }
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\n\\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
