package io.riskgate.feature;

import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import java.time.Instant;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** An even stream from a large number of accounts, for measurements. */
final class Population {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final String[] CATEGORIES = {"5411", "5541", "5812", "5999"};

    private final SplittableRandom random;
    private final int accounts;
    private final double gapMillis;
    private final boolean accountsAlone;
    private double now = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private long made;

    /**
     * @param perAccountAndDay how many transactions an account makes
     * @param accountsAlone whether transactions name nothing but the account
     */
    Population(long seed, int accounts, double perAccountAndDay, boolean accountsAlone) {
        this.random = new SplittableRandom(seed);
        this.accounts = accounts;
        this.gapMillis = 86_400_000.0 / perAccountAndDay / accounts;
        this.accountsAlone = accountsAlone;
    }

    Transaction next() {
        now += gapMillis;
        made++;
        int account = random.nextInt(accounts);
        return new Transaction(
                "tx-" + made,
                Instant.ofEpochMilli((long) now),
                new Amount(random.nextLong(20_000), EUR),
                Channel.values()[random.nextInt(3)],
                identifiers(account),
                new Circumstances(
                        CATEGORIES[random.nextInt(CATEGORIES.length)],
                        "DE",
                        "DE",
                        50 + account % 100 / 100.0,
                        10 + random.nextDouble()),
                Attributes.NONE);
    }

    private Identifiers identifiers(int account) {
        Map<Identifier, String> identifiers = new EnumMap<>(Identifier.class);
        identifiers.put(Identifier.ACCOUNT_ID, "acc-" + account);
        if (!accountsAlone) {
            /* Nine of ten payments go to one of six places the account knows. */
            int habit = (account * 31 + random.nextInt(6) * 7919) % (1 + accounts / 20);
            int merchant =
                    random.nextInt(10) > 0 ? Math.abs(habit) : random.nextInt(1 + accounts / 20);
            identifiers.put(Identifier.CARD_ID, "card-" + account);
            identifiers.put(Identifier.MERCHANT_ID, "m-" + merchant);
            identifiers.put(Identifier.TERMINAL_ID, "t-" + merchant + "-" + account % 3);
            identifiers.put(Identifier.DEVICE_ID, "d-" + account);
            identifiers.put(
                    Identifier.IP_ADDRESS, "10.0." + account % 256 + "." + account / 256 % 256);
        }
        return Identifiers.of(identifiers);
    }
}
