package io.riskgate.feature;

/** Readers of which events happened, and when. */
final class EventReaders {

    private EventReaders() {}

    static Reader count(Window window) {
        return reading -> reading.count(window);
    }

    static Reader fraudRate(Window window) {
        return reading -> {
            double events = reading.count(window);
            if (events == 0) {
                return 0;
            }
            boolean itself = window.holdsItself(reading) && reading.known.isFraudAt(reading.millis);
            return (reading.otherFrauds(window) + (itself ? 1 : 0)) / events;
        };
    }

    /** Seconds since the newest earlier event. */
    static Reader sinceLast(Window window) {
        return reading -> {
            Profile profile = reading.known(window.stream());
            long last = profile == null ? Long.MIN_VALUE : last(window, reading, profile);
            return last == Long.MIN_VALUE || last <= window.left(reading)
                    ? Double.NaN
                    : (reading.millis - last) / 1000.0;
        };
    }

    /*
     * Of the events that are no longer read the last is kept. It is the one before this transaction unless this is
     * older still; then which one is cannot be known.
     */
    private static long last(Window window, Reading reading, Profile profile) {
        Layout.Stream stream = window.stream();
        long right = reading.snapped(profile, stream, window.right(reading));
        long edge = reading.edge(profile, stream.events);
        long known = right >= edge ? right : reading.snapped(profile, stream, edge);
        long last = reading.events.latest(profile, stream, known);
        if (last > right) {
            reading.degraded = true;
            return Long.MIN_VALUE;
        }
        return last;
    }

    /** Seconds since the earliest event. */
    static Reader firstSeen(Window window) {
        return reading -> {
            Profile profile = reading.known(window.stream());
            if (profile == null) {
                return Double.NaN;
            }
            long first =
                    window.over() == 0
                            ? reading.events.earliest(profile, window.stream())
                            : reading.events.earliestAfter(
                                    profile, window.stream(), reading.left(profile, window));
            return first > window.right(reading) ? Double.NaN : (reading.millis - first) / 1000.0;
        };
    }
}
