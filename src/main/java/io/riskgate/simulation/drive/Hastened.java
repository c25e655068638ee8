package io.riskgate.simulation.drive;

import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.simulation.Happening;
import io.riskgate.transaction.Transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/**
 * A world whose clock runs faster: everything happens in the same order, closer together.
 *
 * @param start the moment that stays where it is
 * @param speed by which factor time passes faster, 1 or more
 */
record Hastened(Iterator<Happening> world, Instant start, double speed)
        implements Iterator<Happening> {

    @Override
    public boolean hasNext() {
        return world.hasNext();
    }

    @Override
    public Happening next() {
        return switch (world.next()) {
            case Happening.Paid payment ->
                    new Happening.Paid(
                            at(payment.transaction(), moved(payment.at())), payment.scheme());
            case Happening.Reported report ->
                    new Happening.Reported(at(report.outcome(), moved(report.at())));
        };
    }

    static Transaction at(Transaction planned, Instant moment) {
        return new Transaction(
                planned.transactionId(),
                moment,
                planned.amount(),
                planned.channel(),
                planned.identifiers(),
                planned.circumstances(),
                planned.attributes());
    }

    private static ReportedOutcome at(ReportedOutcome planned, Instant moment) {
        return new ReportedOutcome(
                planned.outcomeId(),
                planned.transactionId(),
                planned.verdict(),
                planned.source(),
                planned.reason(),
                moment,
                planned.reverses());
    }

    private Instant moved(Instant moment) {
        return start.plusNanos((long) (Duration.between(start, moment).toNanos() / speed));
    }
}
