package io.riskgate.ingest.file;

import io.riskgate.ingest.HistoryImport.Result;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Loads history from NDJSON files, into the running service where there is one. */
@Command(
        name = "import",
        description =
                "Loads history: transactions that are recorded, not decided, and their outcomes.")
class ImportCommand implements Callable<Integer> {

    @Option(
            names = "--transactions",
            required = true,
            paramLabel = "F",
            description = "NDJSON, .gz accepted, - is standard input")
    private String transactions = "";

    @Option(
            names = "--outcomes",
            paramLabel = "F",
            description = "NDJSON of what they turned out to be")
    private @Nullable String outcomes;

    @Option(
            names = "--rejects",
            paramLabel = "F",
            description = "where refused lines go; default rejected.ndjson beside the transactions")
    private @Nullable Path rejects;

    @Autowired private @Nullable ImportTarget target;

    @Override
    public Integer call() throws IOException {
        if ("-".equals(transactions) && "-".equals(outcomes)) {
            throw new IllegalArgumentException(
                    "Standard input cannot be both files: name one of --transactions and"
                            + " --outcomes.");
        }
        try (HistoryLines lines = HistoryLines.open(transactions, Optional.ofNullable(outcomes));
                RejectFile rejected = new RejectFile(rejectsFile());
                ImportTarget open = Objects.requireNonNull(target).open();
                HistoryChunks chunks = new HistoryChunks(lines)) {
            ImportProgress progress = new ImportProgress(lines, new PrintWriter(System.out, true));
            for (HistoryChunk chunk = chunks.next(); !chunk.isEmpty(); chunk = chunks.next()) {
                Result result = open.load(chunk.readable());
                rejected.write(chunk.all(), chunk.unreadable());
                rejected.write(chunk.all(), result.rejected());
                progress.loaded(
                        result.recorded(), result.rejected().size() + chunk.unreadable().size());
            }
            progress.finished(rejected.file());
        }
        return 0;
    }

    private Path rejectsFile() {
        Path given = rejects;
        if (given != null) {
            return given;
        }
        return transactions.equals("-")
                ? Path.of("rejected.ndjson")
                : Path.of(transactions).resolveSibling("rejected.ndjson");
    }
}
