package io.riskgate.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Everybody there is: cardholders, and merchants by city and online. */
final class Population {

    private static final int SHOPS_PER_PERSON = 9;

    private final Map<City, List<Merchant>> shops = new EnumMap<>(City.class);
    private final List<Merchant> onlineShops = new ArrayList<>();
    private final List<Cardholder> cardholders = new ArrayList<>();

    Population(int size, RandomGenerator random) {
        int merchants = Math.max(20 * City.values().length, size / 4);
        for (int number = 0; number < merchants; number++) {
            settle(number, random);
        }
        for (int number = 0; number < size; number++) {
            cardholders.add(cardholder(number, random));
        }
    }

    List<Cardholder> cardholders() {
        return cardholders;
    }

    Cardholder anyone(RandomGenerator random) {
        return cardholders.get(random.nextInt(cardholders.size()));
    }

    Merchant shopIn(City city, RandomGenerator random) {
        return pick(shops.getOrDefault(city, List.of()), random);
    }

    /**
     * Well-known shops are visited more: the square of a uniform number leans to the first ones.
     */
    Merchant onlineShop(RandomGenerator random) {
        double lean = random.nextDouble();
        return onlineShops.get((int) (lean * lean * onlineShops.size()));
    }

    Merchant onlineShop(Trade trade, RandomGenerator random) {
        return pick(onlineShops.stream().filter(shop -> shop.trade() == trade).toList(), random);
    }

    long shopCount() {
        return shops.values().stream().mapToLong(List::size).sum();
    }

    /** How many honest payments are made on an average day. */
    double paymentsPerDay() {
        return cardholders.stream().mapToDouble(person -> person.habits().perDay()).sum();
    }

    private void settle(int number, RandomGenerator random) {
        Trade[] trades = Trade.values();
        City[] cities = City.values();
        Trade trade = trades[number % trades.length];
        City city = cities[number / trades.length % cities.length];
        Merchant merchant =
                new Merchant(
                        number,
                        trade,
                        city,
                        near(city.latitude(), random),
                        near(city.longitude(), random),
                        1 + random.nextInt(3));
        if (trade.isOnline()) {
            onlineShops.add(merchant);
        } else {
            shops.computeIfAbsent(city, any -> new ArrayList<>()).add(merchant);
        }
    }

    private Cardholder cardholder(int number, RandomGenerator random) {
        City home = City.values()[random.nextInt(City.HOMES)];
        List<Merchant> usual = new ArrayList<>();
        for (int i = 0; i < SHOPS_PER_PERSON; i++) {
            usual.add(shopIn(home, random));
        }
        Cardholder.Habits habits =
                new Cardholder.Habits(
                        0.4 + 1.2 * random.nextExponential(),
                        StrictMath.exp(0.5 * random.nextGaussian()),
                        14 + 3 * random.nextGaussian(),
                        0.1 + 0.4 * random.nextDouble(),
                        0.02 + 0.08 * random.nextDouble(),
                        0.02 + 0.1 * random.nextDouble());
        return new Cardholder(number, 18 + random.nextInt(65), home, habits, usual);
    }

    private static double near(double degrees, RandomGenerator random) {
        return Math.round((degrees + 0.05 * random.nextGaussian()) * 1e5) / 1e5;
    }

    private static Merchant pick(List<Merchant> among, RandomGenerator random) {
        return among.get(random.nextInt(among.size()));
    }
}
