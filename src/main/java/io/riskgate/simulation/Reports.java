package io.riskgate.simulation;

import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.Source;
import io.riskgate.outcome.Verdict;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How the truth becomes known: late, by different people, not always, and sometimes wrongly.
 *
 * <p>Most frauds come back as a chargeback after 2 to 20 days; a few customers call sooner, a few
 * never notice. Some honest payments are disputed and the dispute withdrawn, some are looked into
 * and cleared.
 */
final class Reports {

    private static final double UNNOTICED = 0.03;
    private static final double DISPUTED = 0.0003;
    private static final double CLEARED = 0.002;

    private final World world;
    private long reports;

    Reports(World world) {
        this.world = world;
    }

    void onFraud(Transaction transaction, Scheme scheme) {
        if (world.chance(UNNOTICED)) {
            return;
        }
        if (world.chance(scheme == Scheme.ACCOUNT_TAKEOVER ? 0.5 : 0.15)) {
            double delay = world.between(0.1, 2) * World.DAY;
            later(delay, transaction, Verdict.FRAUD, Source.CUSTOMER);
        } else if (world.chance(0.1)) {
            double delay = world.between(0.5, 5) * World.DAY;
            later(delay, transaction, Verdict.FRAUD, Source.ISSUER);
        } else {
            double delay = world.between(2, 20) * World.DAY;
            later(delay, transaction, Verdict.FRAUD, Source.CHARGEBACK);
        }
    }

    void onHonest(Transaction transaction) {
        double luck = world.random.nextDouble();
        if (luck < DISPUTED) {
            world.after(
                    world.between(2, 20) * World.DAY,
                    () -> withdrawLater(transaction, report(transaction, null)));
        } else if (luck < DISPUTED + CLEARED) {
            double delay = world.between(0.05, 3) * World.DAY;
            later(delay, transaction, Verdict.LEGITIMATE, Source.ANALYST);
        }
    }

    private void withdrawLater(Transaction transaction, ReportedOutcome dispute) {
        world.after(
                world.between(1, 10) * World.DAY, () -> report(transaction, dispute.outcomeId()));
    }

    private ReportedOutcome report(Transaction transaction, @Nullable String reverses) {
        return report(transaction, Verdict.FRAUD, Source.CHARGEBACK, reverses);
    }

    private void later(double delay, Transaction transaction, Verdict verdict, Source source) {
        world.after(delay, () -> report(transaction, verdict, source, null));
    }

    private ReportedOutcome report(
            Transaction transaction, Verdict verdict, Source source, @Nullable String reverses) {
        ReportedOutcome outcome =
                new ReportedOutcome(
                        "o" + ++reports + "-" + transaction.transactionId(),
                        transaction.transactionId(),
                        verdict,
                        source,
                        source == Source.CHARGEBACK ? "10.4" : null,
                        Instant.ofEpochMilli(world.now()),
                        reverses);
        world.report(new Happening.Reported(outcome));
        return outcome;
    }
}
