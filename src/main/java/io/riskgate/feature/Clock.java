package io.riskgate.feature;

/**
 * How much event time has gone by, whatever the date: it adds up the steps the newest event time
 * makes. A leap of more than a day, forwards or back, is another stretch of history and adds
 * nothing, so that neither one absurd date nor an imported year makes everything look idle.
 */
final class Clock {

    private static final long LEAP = 86_400_000;

    private final long lateness;
    private long front = Long.MIN_VALUE;
    private long odometer;

    Clock(long lateness) {
        this.lateness = Math.max(lateness, LEAP);
    }

    void pass(long millis) {
        if (front == Long.MIN_VALUE || millis - front > LEAP || front - millis > lateness) {
            front = millis;
        } else if (millis > front) {
            odometer += millis - front;
            front = millis;
        }
    }

    void set(long oldFront, long oldOdometer) {
        front = oldFront;
        odometer = oldOdometer;
    }

    long front() {
        return front;
    }

    /** Milliseconds of event time gone by since the first event. */
    long odometer() {
        return odometer;
    }
}
