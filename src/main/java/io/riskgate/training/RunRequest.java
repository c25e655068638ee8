package io.riskgate.training;

import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeaturesFileException;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.FieldFault;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run that a service starts is asked for; what is left out has the defaults of the {@code
 * retrain} command.
 *
 * @param model whose next version is trained
 * @param asOf the end of the assess window
 * @param promote whether a version that passes all gates becomes champion
 * @param features as in a features file, replayed
 * @param candidates as in a candidates file
 */
public record RunRequest(
        String model,
        @Nullable Instant asOf,
        @Nullable Duration trainWindow,
        @Nullable Duration labelDelay,
        @Nullable Duration assessWindow,
        boolean promote,
        @Nullable List<Map<String, Object>> features,
        @Nullable List<Map<String, Object>> candidates) {

    /**
     * Reads what a file would hold.
     *
     * @throws RefusedException (400) with what is wrong
     */
    void check() {
        List<FieldFault> faults = new ArrayList<>();
        try {
            if (candidates != null) {
                Candidates.parse(text("candidates", candidates));
            }
        } catch (IllegalArgumentException e) {
            faults.add(fault("candidates", e));
        }
        try {
            if (features != null) {
                FeatureSet.parse(text("features", features));
            }
        } catch (FeaturesFileException e) {
            faults.add(fault("features", e));
        }
        if (!faults.isEmpty()) {
            throw RefusedException.invalid(faults);
        }
    }

    private static FieldFault fault(String field, RuntimeException why) {
        return new FieldFault(
                field, ErrorCode.INVALID_REQUEST.code(), String.valueOf(why.getMessage()));
    }

    /* JSON is YAML. */
    private static String text(String name, Object content) {
        return JsonMapper.shared().writeValueAsString(Map.of(name, content));
    }

    /**
     * The arguments of the command that does it.
     *
     * @param folder where what the command reads is written
     */
    List<String> arguments(Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("retrain", "--model=" + model));
        add(arguments, "--as-of", asOf);
        add(arguments, "--train-window", trainWindow);
        add(arguments, "--label-delay", labelDelay);
        add(arguments, "--assess-window", assessWindow);
        addFile(arguments, folder, "features", features);
        addFile(arguments, folder, "candidates", candidates);
        return arguments;
    }

    private static void add(List<String> arguments, String option, @Nullable Object value) {
        if (value != null) {
            arguments.add(option + "=" + value);
        }
    }

    private static void addFile(
            List<String> arguments, Path folder, String name, @Nullable Object content)
            throws IOException {
        if (content != null) {
            Path file = folder.resolve(name + ".yaml");
            Files.writeString(file, text(name, content));
            arguments.add("--" + name + "=" + file.toAbsolutePath());
        }
    }
}
