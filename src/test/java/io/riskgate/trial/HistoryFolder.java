package io.riskgate.trial;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** A folder of contract files, in memory: small enough for a trial. */
record HistoryFolder(List<Line> transactions, List<Line> outcomes) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static HistoryFolder read(Path folder) throws IOException {
        return new HistoryFolder(
                lines(folder.resolve("transactions.ndjson.gz"), "occurredAt"),
                lines(folder.resolve("outcomes.ndjson.gz"), "reportedAt"));
    }

    /** What happened, and was reported, before this moment. */
    HistoryFolder before(Instant time) {
        return new HistoryFolder(
                transactions.stream().filter(line -> line.time().isBefore(time)).toList(),
                outcomes.stream().filter(line -> line.time().isBefore(time)).toList());
    }

    /** Everything from this moment on, merged by time, outcomes first on ties. */
    List<Line> from(Instant time) {
        List<Line> merged = new ArrayList<>(outcomes);
        merged.addAll(transactions);
        merged.removeIf(line -> line.time().isBefore(time));
        merged.sort(Comparator.comparing(Line::time));
        return merged;
    }

    /** The transactions that were ever reported as frauds. */
    Set<String> frauds() {
        Set<String> frauds = new HashSet<>();
        for (Line outcome : outcomes) {
            if (outcome.json().path("verdict").asString().equals("FRAUD")) {
                frauds.add(outcome.transactionId());
            }
        }
        return frauds;
    }

    void write(Path transactionsFile, Path outcomesFile) throws IOException {
        Files.write(transactionsFile, transactions.stream().map(Line::text).toList());
        Files.write(outcomesFile, outcomes.stream().map(Line::text).toList());
    }

    private static List<Line> lines(Path file, String timeField) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                JsonNode json = JSON.readTree(text);
                lines.add(
                        new Line(
                                text,
                                json,
                                OffsetDateTime.parse(json.path(timeField).asString()).toInstant(),
                                json.has("verdict")));
            }
        }
        return lines;
    }

    /** One transaction or outcome. */
    record Line(String text, JsonNode json, Instant time, boolean isOutcome) {

        String transactionId() {
            return json.path("transactionId").asString();
        }

        String accountId() {
            return json.path("accountId").asString();
        }
    }
}
