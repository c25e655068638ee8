package io.riskgate.casework;

import io.riskgate.outcome.Verdict;
import io.riskgate.policy.ListEntry;
import io.riskgate.policy.ListName;

import java.util.List;
import java.util.Map;

/**
 * How a case ends.
 *
 * @param verdict on each of its decisions
 * @param reason why
 * @param entries what is listed because of it; what is listed already stays as it is
 */
public record Resolution(
        Verdict verdict, String reason, Map<ListName, List<ListEntry.Content>> entries) {

    public Resolution {
        entries = Map.copyOf(entries);
    }
}
