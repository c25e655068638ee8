package io.riskgate.simulation;

import io.riskgate.transaction.Channel;

import java.util.HashMap;
import java.util.Map;

/** The terminals that copy cards at present, and the charges that follow. */
final class SkimmedTerminals {

    private static final double MISUSED = 0.6;

    private final World world;
    private final Map<String, Long> untilMillis = new HashMap<>();

    SkimmedTerminals(World world) {
        this.world = world;
    }

    /** A terminal falls into wrong hands for one to two weeks. */
    void strike() {
        Merchant shop =
                world.population.shopIn(
                        City.values()[world.random.nextInt(City.HOMES)], world.random);
        String till = shop.terminal(world.random.nextInt(shop.terminals()));
        double lasts = world.between(7, 14) * World.DAY;
        untilMillis.put(till, world.now() + (long) lasts);
        world.after(lasts, () -> untilMillis.remove(till));
    }

    /** A card is used at a terminal. */
    void seen(Cardholder person, Merchant shop, String till) {
        if (!untilMillis.isEmpty() && untilMillis.containsKey(till) && world.chance(MISUSED)) {
            int charges = 1 + world.random.nextInt(4);
            for (int i = 0; i < charges; i++) {
                world.after(world.between(0.05, 3) * World.DAY, () -> charge(person, shop, till));
            }
        }
    }

    private void charge(Cardholder person, Merchant shop, String till) {
        double euros = shop.trade().typicalEuros() * 1.6 * world.spread(0.5);
        Payment payment = new Payment(person, Channel.CARD_PRESENT, euros).at(shop).till(till);
        world.pay(payment, Scheme.COMPROMISED_TERMINAL);
    }
}
