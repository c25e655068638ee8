package io.riskgate.training.web;

import io.riskgate.training.RunRequest;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/**
 * What a run is asked for over HTTP; everything may be left out.
 *
 * @param trainWindow ISO 8601, such as {@code P7D}, as labelDelay and assessWindow
 * @param promote {@code never} (default) or {@code if-better}
 */
record RunDocument(
        @Nullable String model,
        @Nullable String asOf,
        @Nullable String trainWindow,
        @Nullable String labelDelay,
        @Nullable String assessWindow,
        @Nullable String promote,
        @Nullable List<Map<String, Object>> features,
        @Nullable List<Map<String, Object>> candidates) {

    static final RunDocument EMPTY =
            new RunDocument(null, null, null, null, null, null, null, null);

    RunRequest request(String standardModel) {
        RequestFaults faults = new RequestFaults();
        RunRequest request =
                new RunRequest(
                        name(faults, standardModel),
                        faults.time("asOf", asOf),
                        duration(faults, "trainWindow", trainWindow),
                        duration(faults, "labelDelay", labelDelay),
                        duration(faults, "assessWindow", assessWindow),
                        promotes(faults),
                        features,
                        candidates);
        faults.refuse();
        return request;
    }

    private String name(RequestFaults faults, String standardModel) {
        if (model != null && !model.matches("[a-z0-9-]{1,64}")) {
            faults.add("model", "a model's name is 1 to 64 of a-z, 0-9 and -");
        }
        return model == null ? standardModel : model;
    }

    private boolean promotes(RequestFaults faults) {
        if (promote != null && !promote.equals("never") && !promote.equals("if-better")) {
            faults.add("promote", "promote is never or if-better");
        }
        return "if-better".equals(promote);
    }

    private static @Nullable Duration duration(
            RequestFaults faults, String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(value);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException unreadable) {
            faults.add(field, field + " must be a length of time such as P7D");
            return null;
        }
        faults.add(field, field + " must not be negative");
        return null;
    }
}
