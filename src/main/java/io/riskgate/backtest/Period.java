package io.riskgate.backtest;

import java.time.Instant;

/**
 * A stretch of time in which transactions occurred.
 *
 * @param from in
 * @param to out
 */
public record Period(Instant from, Instant to) {

    boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
