package io.riskgate.training;

import io.riskgate.feature.FeatureSet;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;

/** The training set of a window as CSV, for a notebook. */
@Command(name = "dataset", description = "Writes labelled feature vectors as CSV.")
class DatasetCommand implements Callable<Integer> {

    @Option(names = "--from", required = true, paramLabel = "T", converter = TimeConverter.class)
    private Instant from = Instant.EPOCH;

    @Option(names = "--to", required = true, paramLabel = "T", converter = TimeConverter.class)
    private Instant to = Instant.EPOCH;

    @Option(names = "--out", required = true, paramLabel = "FILE.csv")
    private Path out = Path.of("");

    @Option(
            names = "--features",
            paramLabel = "FILE",
            description = "default: what the champion sees")
    private @Nullable Path features;

    @Option(
            names = "--as-of",
            paramLabel = "T",
            converter = TimeConverter.class,
            description = "when the labels were known; default now")
    private @Nullable Instant asOf;

    @Option(names = "--label-delay", defaultValue = "P7D", description = "default P7D")
    private Duration delay = Duration.ofDays(7);

    @Autowired private @Nullable Retraining retraining;

    @Override
    public Integer call() throws IOException {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "--from must be before --to: the window from %s to %s is empty."
                            .formatted(from, to));
        }
        OutputFile.require(out, "--out");
        Retraining training = Objects.requireNonNull(retraining);
        FeatureSet set =
                features == null
                        ? training.features("fraud")
                        : training.features(Files.readAllBytes(features));
        Instant known = asOf == null ? training.clock().instant() : asOf;
        Collected collected = training.collect(set, new Window(from, to), features != null);
        int written = new DatasetFile(set, known, delay).write(collected, out);
        System.out.println(
                written
                        + " transactions written to "
                        + out
                        + ", "
                        + collected.replayed()
                        + " of their vectors replayed");
        return 0;
    }
}
