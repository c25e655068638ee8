package io.riskgate.training;

import io.riskgate.feature.FeatureSet;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** One training run (contract section 10). */
@Command(
        name = "retrain",
        description = "Trains, assesses and registers the next version of a model.")
class RetrainCommand implements Callable<Integer> {

    @Option(names = "--model", defaultValue = "fraud", description = "default ${DEFAULT-VALUE}")
    private String model = "fraud";

    @Option(
            names = "--as-of",
            paramLabel = "T",
            converter = TimeConverter.class,
            description = "end of the assess window; default now minus the label delay")
    private @Nullable Instant asOf;

    @Option(names = "--train-window", defaultValue = "P7D", description = "default P7D")
    private Duration train = Duration.ofDays(7);

    @Option(names = "--label-delay", defaultValue = "P7D", description = "default P7D")
    private Duration delay = Duration.ofDays(7);

    @Option(names = "--assess-window", defaultValue = "P7D", description = "default P7D")
    private Duration assess = Duration.ofDays(7);

    @Option(
            names = "--features",
            paramLabel = "FILE",
            description = "default: what the champion sees")
    private @Nullable Path features;

    @Option(
            names = "--fallback-features",
            paramLabel = "FILE",
            description = "what its fallback sees; default: what the fallback sees now")
    private @Nullable Path fallbackFeatures;

    @Option(
            names = "--candidates",
            paramLabel = "FILE",
            description = "default: a list of nine settings")
    private @Nullable Path candidates;

    @Option(
            names = "--promote",
            defaultValue = "never",
            description = "${COMPLETION-CANDIDATES}; default never",
            converter = Promote.Converter.class)
    private Promote promote = Promote.NEVER;

    @Option(names = "--report", paramLabel = "FILE", description = "where the report goes as JSON")
    private @Nullable Path report;

    @Option(
            names = "--events",
            hidden = true,
            description = "says how far it is as JSON, for the service that started it")
    private boolean events;

    @Autowired private @Nullable Retraining retraining;

    @Override
    public Integer call() throws IOException {
        if (report != null) {
            OutputFile.require(report, "--report");
        }
        Retraining training = Objects.requireNonNull(retraining);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Instant end = asOf == null ? training.clock().instant().minus(delay) : asOf;
        Request request =
                new Request(
                        model,
                        new Windows(end, train, delay, assess),
                        features(training),
                        features != null,
                        candidates(),
                        promote == Promote.IF_BETTER,
                        standIn(training));
        Report made =
                training.run(request, events ? new SpokenStages(out) : new ConsoleStages(out));
        if (report != null) {
            Files.writeString(report, json(made) + "\n");
        }
        new ReportTable(out).print(made);
        return 0;
    }

    private FeatureSet features(Retraining training) throws IOException {
        return features == null
                ? training.features(model)
                : training.features(Files.readAllBytes(features));
    }

    private Request.@Nullable StandIn standIn(Retraining training) throws IOException {
        return fallbackFeatures == null
                ? training.standIn(model)
                : training.standIn(training.features(Files.readAllBytes(fallbackFeatures)));
    }

    private List<Algorithm> candidates() throws IOException {
        return candidates == null
                ? Candidates.standard()
                : Candidates.parse(Files.readString(candidates));
    }

    static String json(Report report) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
    }
}
