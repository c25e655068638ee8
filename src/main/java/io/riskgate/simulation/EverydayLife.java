package io.riskgate.simulation;

import io.riskgate.transaction.Channel;

import java.util.List;

/** What cardholders do on an honest day: shop, order, draw cash, send money, travel. */
final class EverydayLife {

    /** The busiest hour counts 1; the quietest never falls below this. */
    private static final double NIGHT = 0.06;

    private static final double TRIP = 0.004;
    private static final double NEW_DEVICE = 0.002;

    private final World world;
    private final SkimmedTerminals skimmed;

    EverydayLife(World world, SkimmedTerminals skimmed) {
        this.world = world;
        this.skimmed = skimmed;
    }

    void begin(Cardholder person) {
        world.after(untilNextPayment(person), () -> live(person));
    }

    private void live(Cardholder person) {
        if (world.chance(NEW_DEVICE)) {
            person.buyDevice();
        }
        if (person.whereabouts() == person.home() && world.chance(TRIP)) {
            City[] cities = City.values();
            leaveFor(person, cities[world.random.nextInt(cities.length)]);
        } else if (person.isAway() && world.chance(0.08)) {
            leaveFor(person, person.home());
        } else {
            world.pay(payment(person), null);
            begin(person);
        }
    }

    /* Half a day on the way: an honest traveller is no faster than a plane. */
    private void leaveFor(Cardholder person, City city) {
        person.travelTo(city);
        world.after(World.DAY / 2 + untilNextPayment(person), () -> live(person));
    }

    /* Exponential gaps at the busiest rate, thinned by the hour of the day. */
    private double untilNextPayment(Cardholder person) {
        double busiest = person.habits().perDay() * 2.8 / World.DAY;
        double gap = 0;
        do {
            gap += world.random.nextExponential() / busiest;
        } while (!world.chance(activity(person, world.now() + gap)));
        return gap;
    }

    private static double activity(Cardholder person, double millis) {
        double hour = millis / World.HOUR % 24;
        double away = Math.abs(hour - person.habits().peakHour());
        double distance = Math.min(away, 24 - away);
        return Math.max(NIGHT, StrictMath.exp(-distance * distance / 18));
    }

    private Payment payment(Cardholder person) {
        Cardholder.Habits habits = person.habits();
        double luck = world.random.nextDouble();
        if (luck < habits.cash()) {
            double euros = 20 * (1 + world.random.nextInt(10));
            return new Payment(person, Channel.ATM, euros)
                    .cashIn(person.whereabouts(), world.random.nextInt(40));
        }
        if (luck < habits.cash() + habits.transfers()) {
            return transfer(person);
        }
        return luck < habits.cash() + habits.transfers() + habits.online()
                ? order(person)
                : shop(person);
    }

    private Payment transfer(Cardholder person) {
        double euros = 90 * person.habits().spending() * world.spread(1);
        boolean usual = world.chance(0.85);
        String payee =
                usual
                        ? person.usualPayee(world.random.nextInt(4))
                        : "acc-p" + world.random.nextInt(100_003);
        return new Payment(person, Channel.TRANSFER, euros).to(payee).ownDevice();
    }

    private Payment order(Cardholder person) {
        Merchant shop = world.population.onlineShop(world.random);
        return new Payment(person, Channel.ECOMMERCE, price(person, shop)).at(shop).ownDevice();
    }

    private Payment shop(Cardholder person) {
        Merchant shop = shopFor(person);
        String till = shop.terminal(world.random.nextInt(shop.terminals()));
        Payment payment =
                new Payment(person, Channel.CARD_PRESENT, price(person, shop)).at(shop).till(till);
        skimmed.seen(person, shop, till);
        return payment;
    }

    private Merchant shopFor(Cardholder person) {
        if (person.isAway() || world.chance(0.1)) {
            return world.population.shopIn(person.whereabouts(), world.random);
        }
        double lean = world.random.nextDouble();
        List<Merchant> usual = person.shops();
        return usual.get((int) (lean * lean * usual.size()));
    }

    private double price(Cardholder person, Merchant shop) {
        double rare = world.chance(0.01) ? 6 : 1;
        return shop.trade().typicalEuros() * person.habits().spending() * rare * world.spread(0.6);
    }
}
