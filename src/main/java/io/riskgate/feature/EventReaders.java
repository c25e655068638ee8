package io.riskgate.feature;

/** Readers of which events happened, and when. */
final class EventReaders {

    private EventReaders() {}

    static Reader count(Window window) {
        return reading -> counted(window, reading);
    }

    static Reader fraudRate(Window window) {
        return reading -> {
            double events = counted(window, reading);
            Frauds frauds = reading.stream(window.stream()).frauds;
            if (events == 0 || frauds == null) {
                return 0;
            }
            long count = frauds.count(reading.left(window), reading.right(window), reading.millis);
            boolean itself = window.holdsItself(reading) && reading.known.isFraudAt(reading.millis);
            return (count + (itself ? 1 : 0)) / events;
        };
    }

    /** Seconds since the newest earlier event. */
    static Reader sinceLast(Window window) {
        return reading -> {
            long last = last(window, reading);
            return last == Long.MIN_VALUE || last <= window.left(reading)
                    ? Double.NaN
                    : (reading.millis - last) / 1000.0;
        };
    }

    /*
     * Of the events that are no longer read the last is kept. It is the one before this transaction unless this is
     * older still; then which one is cannot be known.
     */
    private static long last(Window window, Reading reading) {
        EventStream stream = reading.stream(window.stream());
        long right = reading.right(window);
        long known = reading.isRead(window, right) ? right : reading.edge(window);
        long last = Long.MIN_VALUE;
        for (Lane lane : stream.lanes) {
            last = Math.max(last, stream.latest(lane, known));
        }
        if (last > right) {
            reading.degraded = true;
            return Long.MIN_VALUE;
        }
        return last;
    }

    /** Seconds since the earliest event. */
    static Reader firstSeen(Window window) {
        return reading -> {
            EventStream stream = reading.stream(window.stream());
            long first = stream.earliest();
            if (window.over() > 0) {
                long left = reading.left(window);
                first = TimeColumn.NEVER;
                for (Lane lane : stream.lanes) {
                    first = Math.min(first, lane.earliestAfter(left));
                }
            }
            return first > window.right(reading) ? Double.NaN : (reading.millis - first) / 1000.0;
        };
    }

    private static double counted(Window window, Reading reading) {
        long others =
                reading.stream(window.stream()).count(reading.left(window), reading.right(window));
        return others + (window.holdsItself(reading) ? 1 : 0);
    }
}
