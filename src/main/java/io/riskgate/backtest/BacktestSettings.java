package io.riskgate.backtest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * What a decision costs, and when silence says that a transaction was legitimate.
 *
 * @param labelDelay a transaction that was let through and has no outcome after this long was
 *     legitimate
 * @param fraudShare the share of its amount that a fraud costs which was let through
 * @param review what a person's look costs, in major units of the reference currency
 * @param wrongDecline what declining a good customer costs, in the same
 */
@ConfigurationProperties("riskgate.backtest")
record BacktestSettings(
        @DefaultValue("7d") Duration labelDelay,
        @DefaultValue("1.0") double fraudShare,
        @DefaultValue("4.0") double review,
        @DefaultValue("15.0") double wrongDecline) {}
