package io.riskgate.simulation;

import io.riskgate.transaction.Channel;

import java.util.random.RandomGenerator;

/** Those who strike at random moments, each in the way of one scheme. */
final class Fraudsters {

    private final World world;
    private final RandomGenerator random;
    private final SkimmedTerminals skimmed;
    private int strangers;

    Fraudsters(World world, SkimmedTerminals skimmed) {
        this.world = world;
        this.random = world.random;
        this.skimmed = skimmed;
    }

    /**
     * Starts all schemes.
     *
     * @param fraudsPerDay how many fraudulent transactions are wanted
     */
    void begin(double fraudsPerDay) {
        if (fraudsPerDay > 0) {
            repeat(fraudsPerDay * 0.30 / 8.5, this::stolenCard);
            repeat(fraudsPerDay * 0.20 / 29, this::cardTesting);
            repeat(fraudsPerDay * 0.20 / 5.5, this::accountTakeover);
            repeat(fraudsPerDay * 0.18 / skimmedCharges(), skimmed::strike);
            repeat(fraudsPerDay * 0.12 / 14, this::muleTransfers);
        }
    }

    /* Cards at one till during a strike: its share of all payments in shops, for ten days and a half. */
    private double skimmedCharges() {
        double inShops = 0.6 * world.population.paymentsPerDay();
        double tills = 2 * world.population.shopCount() * City.HOMES / City.values().length;
        return Math.max(1, 10.5 * 0.6 * 2.5 * inShops / tills);
    }

    private void repeat(double perDay, Runnable strike) {
        world.after(
                random.nextExponential() * World.DAY / perDay,
                () -> {
                    strike.run();
                    repeat(perDay, strike);
                });
    }

    private void stolenCard() {
        Cardholder victim = world.population.anyone(random);
        City city = world.chance(0.6) ? victim.home() : anyCity();
        int charges = 5 + random.nextInt(8);
        double pause = world.between(5, 120) * World.MINUTE;
        double when = 0;
        for (int i = 0; i < charges; i++) {
            double euros = (25 + 45 * i) * world.spread(0.5);
            world.after(when, () -> chargeInShop(victim, city, euros));
            when += pause * random.nextExponential();
        }
    }

    private void chargeInShop(Cardholder victim, City city, double euros) {
        Merchant shop = world.population.shopIn(city, random);
        Payment payment =
                new Payment(victim, Channel.CARD_PRESENT, euros)
                        .at(shop)
                        .till(shop.terminal(random.nextInt(shop.terminals())));
        world.pay(payment, Scheme.STOLEN_CARD);
    }

    private void cardTesting() {
        Merchant shop = world.population.onlineShop(Trade.DIGITAL_GOODS, random);
        Merchant spree = world.population.onlineShop(Trade.GIFT_CARDS, random);
        String device = strangeDevice();
        String address = strangeAddress();
        int cards = 12 + random.nextInt(25);
        for (int i = 0; i < cards; i++) {
            Cardholder victim = world.population.anyone(random);
            double when = i * 0.7 * World.MINUTE * world.spread(0.4);
            world.after(when, () -> test(victim, shop, device, address));
            if (world.chance(0.2)) {
                double later = when + world.between(1, 30) * World.HOUR;
                world.after(later, () -> spend(victim, spree, device, address));
            }
        }
    }

    private void test(Cardholder victim, Merchant shop, String device, String address) {
        Payment payment =
                new Payment(victim, Channel.ECOMMERCE, world.between(0.5, 3))
                        .at(shop)
                        .device(device, address, true);
        world.pay(payment, Scheme.CARD_TESTING);
    }

    private void spend(Cardholder victim, Merchant shop, String device, String address) {
        Payment payment =
                new Payment(victim, Channel.ECOMMERCE, 180 * world.spread(0.6))
                        .at(shop)
                        .device(device, address, true);
        world.pay(payment, Scheme.CARD_TESTING);
    }

    private void accountTakeover() {
        Cardholder victim = world.population.anyone(random);
        String device = strangeDevice();
        String address = strangeAddress();
        String mule = "acc-x" + ++strangers;
        int payments = 3 + random.nextInt(6);
        for (int i = 0; i < payments; i++) {
            boolean transfer = world.chance(0.4);
            double when = i * world.between(2, 50) * World.MINUTE;
            double euros = 140 * victim.habits().spending() * world.spread(0.8);
            world.after(
                    when,
                    () -> {
                        Payment payment = transfer ? send(victim, euros, mule) : buy(victim, euros);
                        world.pay(
                                payment.device(device, address, !world.chance(0.2)),
                                Scheme.ACCOUNT_TAKEOVER);
                    });
        }
    }

    private Payment buy(Cardholder victim, double euros) {
        return new Payment(victim, Channel.ECOMMERCE, euros)
                .at(world.population.onlineShop(random));
    }

    private static Payment send(Cardholder victim, double euros, String payee) {
        return new Payment(victim, Channel.TRANSFER, euros).to(payee);
    }

    private void muleTransfers() {
        String mule = "acc-x" + ++strangers;
        int victims = 2 + random.nextInt(4);
        for (int i = 0; i < victims; i++) {
            Cardholder victim = world.population.anyone(random);
            int transfers = 2 + random.nextInt(5);
            double when = world.between(0, 6) * World.DAY;
            for (int k = 0; k < transfers; k++) {
                double euros = 260 * victim.habits().spending() * world.spread(0.5);
                world.after(
                        when,
                        () ->
                                world.pay(
                                        send(victim, euros, mule).ownDevice(),
                                        Scheme.MULE_TRANSFERS));
                when += world.between(1, 4) * World.DAY;
            }
        }
    }

    private City anyCity() {
        return City.values()[random.nextInt(City.values().length)];
    }

    private String strangeDevice() {
        return "d-x" + ++strangers;
    }

    private String strangeAddress() {
        return "185.220." + random.nextInt(256) + "." + random.nextInt(256);
    }
}
