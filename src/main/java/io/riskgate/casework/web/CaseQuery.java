package io.riskgate.casework.web;

import io.riskgate.casework.CaseFilter;
import io.riskgate.casework.CaseStatus;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** The parameters of a search for cases. */
record CaseQuery(
        @Nullable String status,
        @Nullable String assignee,
        @Nullable String accountId,
        @Nullable String cardId,
        @Nullable String merchantId,
        @Nullable String deviceId,
        @Nullable String outcome,
        @Nullable Double minScore,
        @Nullable String from,
        @Nullable String to,
        @Nullable Boolean overdue,
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable String after) {

    CaseFilter filter() {
        RequestFaults faults = new RequestFaults();
        CaseFilter filter =
                new CaseFilter(
                        status == null
                                ? null
                                : faults.oneOf("status", status, CaseStatus.class, null),
                        assignee,
                        new CaseFilter.Parties(accountId, cardId, merchantId, deviceId),
                        outcome == null
                                ? null
                                : faults.oneOf("outcome", outcome, DecisionOutcome.class, null),
                        minScore,
                        faults.time("from", from),
                        faults.time("to", to),
                        Boolean.TRUE.equals(overdue));
        faults.refuse();
        return filter;
    }

    CaseFilter.Sort order() {
        if (sort == null) {
            return CaseFilter.Sort.AMOUNT_AT_RISK;
        }
        RequestFaults faults = new RequestFaults();
        for (CaseFilter.Sort one : CaseFilter.Sort.values()) {
            if (one.field().equals(sort)) {
                return one;
            }
        }
        faults.add(
                "sort",
                "sort must be one of "
                        + Arrays.stream(CaseFilter.Sort.values())
                                .map(CaseFilter.Sort::field)
                                .toList());
        faults.refuse();
        return CaseFilter.Sort.AMOUNT_AT_RISK;
    }
}
