package io.riskgate.ingest.web;

import io.riskgate.transaction.FieldFault;
import io.riskgate.transaction.RefusedException;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the headers of a call ask for.
 *
 * @param budget how long deciding may take, null where the caller leaves it to us
 * @param dryRun decide and record nothing
 */
record CallHeaders(@Nullable Duration budget, boolean dryRun) {

    static final String BUDGET = "Riskgate-Budget";
    static final String DRY_RUN = "Riskgate-Dry-Run";
    static final String REPLAYED = "Riskgate-Replayed";

    private static final CallHeaders NONE = new CallHeaders(null, false);
    private static final Pattern MILLIS = Pattern.compile("(\\d{1,5})ms");
    private static final int MAX_MILLIS = 60_000;

    /**
     * The headers of this request.
     *
     * @throws RefusedException naming each header that cannot be understood
     */
    static CallHeaders of(HttpServletRequest request) {
        String budget = single(request, BUDGET);
        String dryRun = single(request, DRY_RUN);
        if (budget == null && dryRun == null) {
            return NONE;
        }
        List<FieldFault> faults = new ArrayList<>();
        Duration parsed = budget == null ? null : budget(budget, faults);
        if (dryRun != null && !dryRun.equals("true") && !dryRun.equals("false")) {
            faults.add(new FieldFault(DRY_RUN, "invalid_format", DRY_RUN + " is true or false."));
        }
        if (!faults.isEmpty()) {
            throw RefusedException.invalid(faults);
        }
        return new CallHeaders(parsed, "true".equals(dryRun));
    }

    private static @Nullable Duration budget(String text, List<FieldFault> faults) {
        Matcher matcher = MILLIS.matcher(text);
        int millis = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (millis < 1 || millis > MAX_MILLIS) {
            faults.add(
                    new FieldFault(
                            BUDGET,
                            "invalid_format",
                            BUDGET + " is a whole number of milliseconds, 1ms to 60000ms."));
            return null;
        }
        return Duration.ofMillis(millis);
    }

    /* A header given twice reads as no value that could be meant. */
    private static @Nullable String single(HttpServletRequest request, String name) {
        String first = request.getHeader(name);
        if (first == null) {
            return null;
        }
        List<String> all = Collections.list(request.getHeaders(name));
        return all.size() == 1 ? first : String.join(",", all);
    }
}
