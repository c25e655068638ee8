package io.riskgate.backtest.web;

import io.riskgate.backtest.Period;
import io.riskgate.backtest.RuleBacktest;
import io.riskgate.backtest.RuleReport;
import io.riskgate.backtest.ThresholdReport;
import io.riskgate.backtest.ThresholdWhatIf;
import io.riskgate.registry.Thresholds;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.Objects;

/** What rules and thresholds would have done, over HTTP (contract section 7). */
@RestController
@RequestMapping("/admin/v1")
class BacktestController {

    private final RuleBacktest rules;
    private final ThresholdWhatIf thresholds;

    BacktestController(RuleBacktest rules, ThresholdWhatIf thresholds) {
        this.rules = rules;
        this.thresholds = thresholds;
    }

    @PostMapping("/rules/{id}/backtest")
    RuleReport backtest(@PathVariable String id, @RequestBody PeriodRequest request) {
        RequestFaults faults = new RequestFaults();
        Period period = period(request.from(), request.to(), faults);
        faults.refuse();
        return rules.run(id, period);
    }

    @PostMapping("/thresholds/what-if")
    ThresholdReport whatIf(@RequestBody WhatIfRequest request) {
        RequestFaults faults = new RequestFaults();
        Period period = period(request.from(), request.to(), faults);
        Channel channel =
                request.channel() == null
                        ? null
                        : faults.oneOf("channel", request.channel(), Channel.class, null);
        Thresholds.Bands bands = bands(request, faults);
        faults.refuse();
        return thresholds.run(period, bands, channel, request.reviewCapacity());
    }

    private static Thresholds.Bands bands(WhatIfRequest request, RequestFaults faults) {
        double review = Objects.requireNonNullElse(request.review(), -1.0);
        double decline = Objects.requireNonNullElse(request.decline(), -1.0);
        if (!(review >= 0 && decline >= review)) {
            faults.add("review", "review and decline are required, 0 or more, and must not fall");
            return new Thresholds.Bands(1, 1, 1);
        }
        return new Thresholds.Bands(
                Math.min(review, Objects.requireNonNullElse(request.challenge(), review)),
                review,
                decline);
    }

    private static Period period(@Nullable String from, @Nullable String to, RequestFaults faults) {
        Instant start = faults.time("from", from);
        Instant end = faults.time("to", to);
        if (from == null) {
            faults.add("from", "from is required");
        }
        if (to == null) {
            faults.add("to", "to is required");
        }
        if (start != null && end != null && !start.isBefore(end)) {
            faults.add("to", "to must be after from");
        }
        return new Period(
                Objects.requireNonNullElse(start, Instant.EPOCH),
                Objects.requireNonNullElse(end, Instant.EPOCH));
    }

    /** When the transactions occurred: from is in, to is out. */
    record PeriodRequest(@Nullable String from, @Nullable String to) {}

    /**
     * Thresholds to be tried.
     *
     * @param challenge the review threshold unless given
     * @param reviewCapacity how many reviews the period may have; asks for a proposal
     */
    record WhatIfRequest(
            @Nullable String from,
            @Nullable String to,
            @Nullable String channel,
            @Nullable Double challenge,
            @Nullable Double review,
            @Nullable Double decline,
            @Nullable Long reviewCapacity) {}
}
