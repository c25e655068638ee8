package io.riskgate.simulation.drive;

import io.riskgate.simulation.ContractJson;
import io.riskgate.simulation.Happening;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.zip.GZIPOutputStream;

/** A simulated history as NDJSON: transactions, and their outcomes beside them. */
final class HistoryFiles {

    private static final String GZIP = ".gz";

    private final Path transactions;
    private final Path outcomes;
    private long paid;
    private long frauds;
    private long reported;

    HistoryFiles(Path transactions) {
        this.transactions = transactions;
        this.outcomes =
                transactions.resolveSibling(outcomesOf(transactions.getFileName().toString()));
    }

    /**
     * {@code a.ndjson} has its outcomes in {@code a.outcomes.ndjson}; so has {@code a.ndjson.gz}.
     */
    static String outcomesOf(String name) {
        String plain = name.endsWith(GZIP) ? name.substring(0, name.length() - 3) : name;
        int dot = plain.lastIndexOf('.');
        String base = dot > 0 ? plain.substring(0, dot) : plain;
        return base + ".outcomes.ndjson" + (name.endsWith(GZIP) ? GZIP : "");
    }

    /** Writes what happens before {@code end}, and returns a sentence that says how much. */
    String write(Iterator<Happening> world, Instant end) throws IOException {
        try (BufferedWriter payments = open(transactions);
                BufferedWriter reports = open(outcomes)) {
            for (Happening next = world.next(); next.at().isBefore(end); next = world.next()) {
                switch (next) {
                    case Happening.Paid payment -> {
                        payments.append(ContractJson.of(payment.transaction())).append('\n');
                        paid++;
                        frauds += payment.scheme() == null ? 0 : 1;
                    }
                    case Happening.Reported report -> {
                        reports.append(ContractJson.of(report.outcome())).append('\n');
                        reported++;
                    }
                }
            }
        }
        return "%d transactions (%d of them frauds) in %s, %d outcomes in %s"
                .formatted(paid, frauds, transactions, reported, outcomes);
    }

    private static BufferedWriter open(Path file) throws IOException {
        return file.toString().endsWith(GZIP)
                ? new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(Files.newOutputStream(file)),
                                StandardCharsets.UTF_8))
                : Files.newBufferedWriter(file);
    }
}
