package io.riskgate.simulation.drive;

import io.riskgate.simulation.Happening;
import io.riskgate.transaction.Transaction;

import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends on a fixed schedule, whatever the service does: a slow answer delays nothing that comes
 * after it, and what is sent late because this program was held up counts its delay as latency.
 */
final class OpenLoop {

    private final Iterator<Happening> world;
    private final Door door;
    private final double perSecond;

    OpenLoop(Iterator<Happening> world, Door door, double perSecond) {
        this.world = world;
        this.door = door;
        this.perSecond = perSecond;
    }

    /** Sends this many transactions. */
    void run(long transactions) {
        long start = System.nanoTime();
        for (long i = 0; i < transactions; i++) {
            Transaction next = nextPayment();
            long intended = start + (long) (i * TimeUnit.SECONDS.toNanos(1) / perSecond);
            waitUntil(intended);
            door.send(notAhead(next), intended);
        }
    }

    /* The world's clock may be a little fast; nobody pays in the future. */
    private static Transaction notAhead(Transaction payment) {
        Instant now = Instant.now();
        return payment.occurredAt().isAfter(now) ? Hastened.at(payment, now) : payment;
    }

    private Transaction nextPayment() {
        while (true) {
            if (world.next() instanceof Happening.Paid payment) {
                return payment.transaction();
            }
        }
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime();
                left > 0;
                left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
