package io.riskgate.simulation;

import java.util.List;

/** A person with an account, a card, a device or two, and habits. */
final class Cardholder {

    /**
     * What a person usually does.
     *
     * @param perDay payments a day
     * @param spending how much more than others this person spends, 1 for the typical one
     * @param peakHour hour of the day (UTC) around which this person pays
     * @param online share of payments made online
     * @param cash share of payments at cash machines
     * @param transfers share of payments by transfer
     */
    record Habits(
            double perDay,
            double spending,
            double peakHour,
            double online,
            double cash,
            double transfers) {}

    private final int number;
    private final int age;
    private final City home;
    private final Habits habits;
    private final List<Merchant> shops;
    private City whereabouts;
    private int devices = 1;

    Cardholder(int number, int age, City home, Habits habits, List<Merchant> shops) {
        this.number = number;
        this.age = age;
        this.home = home;
        this.habits = habits;
        this.shops = List.copyOf(shops);
        this.whereabouts = home;
    }

    String accountId() {
        return "acc-" + number;
    }

    String cardId() {
        return "card-" + number;
    }

    String deviceId() {
        return "d-" + number + "-" + devices;
    }

    String ipAddress() {
        return "81." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    String usualPayee(int which) {
        return "acc-p" + (number * 31L + which * 7L) % 100_003;
    }

    void buyDevice() {
        devices++;
    }

    void travelTo(City city) {
        whereabouts = city;
    }

    boolean isAway() {
        return whereabouts != home;
    }

    City whereabouts() {
        return whereabouts;
    }

    City home() {
        return home;
    }

    int age() {
        return age;
    }

    Habits habits() {
        return habits;
    }

    /** The shops near home this person goes to, the favourite first. */
    List<Merchant> shops() {
        return shops;
    }
}
