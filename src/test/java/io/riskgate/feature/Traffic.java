package io.riskgate.feature;

import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A seeded stream of transactions made to be difficult: ties to the millisecond, a twentieth up to
 * three days late, times that fall on the edges of others' windows, missing identifiers, several
 * currencies, attributes of changing type.
 */
final class Traffic {

    private static final Currency[] CURRENCIES = {
        Currency.getInstance("EUR"), Currency.getInstance("JPY"), Currency.getInstance("BHD")
    };
    private static final long[] SPANS = {
        hours(1), hours(24), hours(25), hours(24 * 7), hours(24 * 8), hours(24 * 14), hours(24 * 30)
    };
    private static final long LATE = Duration.ofDays(3).toMillis();
    private static final int REMEMBERED = 4096;

    private final SplittableRandom random;
    private final int accounts;
    private final long step;
    private final long[] recent = new long[REMEMBERED];
    private long front = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private long previous = front;
    private int made;

    /**
     * @param accounts how many there are; the others are in proportion
     * @param meanGap between two transactions
     */
    Traffic(long seed, int accounts, Duration meanGap) {
        this.random = new SplittableRandom(seed);
        this.accounts = accounts;
        this.step = meanGap.toMillis();
    }

    SplittableRandom random() {
        return random;
    }

    /** The newest time so far. */
    long front() {
        return front;
    }

    Transaction next() {
        long millis = time();
        recent[made % REMEMBERED] = millis;
        previous = millis;
        made++;
        Map<Identifier, String> identifiers = new EnumMap<>(Identifier.class);
        int account = skewed(accounts);
        identifiers.put(Identifier.ACCOUNT_ID, "acc-" + account);
        maybe(identifiers, Identifier.CARD_ID, "card-" + account + "-" + random.nextInt(2));
        maybe(identifiers, Identifier.MERCHANT_ID, "m-" + skewed(accounts));
        maybe(identifiers, Identifier.TERMINAL_ID, "t-" + skewed(accounts));
        maybe(identifiers, Identifier.DEVICE_ID, "d-" + (account + random.nextInt(4)) % accounts);
        return new Transaction(
                "tx-" + made,
                Instant.ofEpochMilli(millis),
                amount(),
                Channel.values()[random.nextInt(4)],
                Identifiers.of(identifiers),
                circumstances(),
                attributes());
    }

    /** Something that may be reported now: none to three changes of verdict. */
    LabelTimeline labels() {
        int changes = random.nextInt(4);
        long[] from = new long[changes];
        boolean[] fraud = new boolean[changes];
        long at = front - hours(24 * 10);
        for (int i = 0; i < changes; i++) {
            at += 1 + random.nextLong(hours(24 * 6));
            from[i] = random.nextInt(8) == 0 ? Math.max(at, previous) : at;
            at = from[i];
            fraud[i] = random.nextInt(3) > 0;
        }
        return LabelTimeline.of(from, fraud);
    }

    private long time() {
        int kind = random.nextInt(100);
        if (kind < 5) {
            return front - random.nextLong(LATE + 1);
        }
        if (kind < 13) {
            return Math.max(previous, front - LATE);
        }
        if (kind < 18 && made > 0) {
            long edge =
                    recent[random.nextInt(Math.min(made, REMEMBERED))]
                            + SPANS[random.nextInt(SPANS.length)];
            if (edge <= front && edge >= front - LATE) {
                return edge;
            }
        }
        front += random.nextLong(2 * step);
        return front;
    }

    /* Few have much, many little. */
    private int skewed(int bound) {
        return random.nextInt(1 + random.nextInt(bound));
    }

    private void maybe(Map<Identifier, String> identifiers, Identifier kind, String value) {
        if (random.nextInt(8) > 0) {
            identifiers.put(kind, value);
        }
    }

    private Amount amount() {
        long value =
                switch (random.nextInt(10)) {
                    case 0 -> 0;
                    case 1 -> Amount.MAX_VALUE - random.nextInt(1000);
                    default -> random.nextLong(100_000);
                };
        return new Amount(value, CURRENCIES[Math.max(0, random.nextInt(6) - 3)]);
    }

    private Circumstances circumstances() {
        boolean placed = random.nextInt(4) > 0;
        return new Circumstances(
                null,
                random.nextBoolean() ? "DE" : null,
                null,
                placed ? random.nextDouble(-90, 90) : null,
                placed ? random.nextDouble(-180, 180) : null);
    }

    private Attributes attributes() {
        Map<String, Object> values = new HashMap<>();
        switch (random.nextInt(4)) {
            case 0 -> values.put("age", (long) random.nextInt(90));
            case 1 -> values.put("age", random.nextDouble() * 90);
            case 2 -> values.put("age", "unknown");
            default -> {}
        }
        if (random.nextBoolean()) {
            values.put("category", random.nextBoolean() ? "travel" : "food");
            values.put("fresh", random.nextBoolean());
        }
        return Attributes.of(values);
    }

    private static long hours(int hours) {
        return Duration.ofHours(hours).toMillis();
    }
}
