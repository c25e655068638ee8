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
            if (events == 0) {
                return 0;
            }
            Frauds frauds = reading.stream(window.stream()).frauds;
            long count = frauds.count(window.left(reading), window.right(reading), reading.millis);
            boolean itself = window.holdsItself(reading) && reading.known.isFraudAt(reading.millis);
            return (count + (itself ? 1 : 0)) / events;
        };
    }

    /** Seconds since the newest earlier event. */
    static Reader sinceLast(Window window) {
        return reading -> {
            long right = window.right(reading);
            long last = Long.MIN_VALUE;
            for (Lane lane : reading.stream(window.stream()).lanes) {
                int before = lane.upTo(right);
                if (before > 0) {
                    last = Math.max(last, lane.times[before - 1]);
                }
            }
            return last == Long.MIN_VALUE || last <= window.left(reading)
                    ? Double.NaN
                    : (reading.millis - last) / 1000.0;
        };
    }

    /** Seconds since the earliest event. */
    static Reader firstSeen(Window window) {
        return reading -> {
            EventStream stream = reading.stream(window.stream());
            long first =
                    window.over() == 0
                            ? stream.earliest()
                            : earliestAfter(stream, window.left(reading));
            return first > window.right(reading) ? Double.NaN : (reading.millis - first) / 1000.0;
        };
    }

    private static long earliestAfter(EventStream stream, long left) {
        long first = TimeColumn.NEVER;
        for (Lane lane : stream.lanes) {
            int at = lane.upTo(left);
            if (at < lane.size) {
                first = Math.min(first, lane.times[at]);
            }
        }
        return first;
    }

    private static double counted(Window window, Reading reading) {
        long others =
                reading.stream(window.stream()).count(window.left(reading), window.right(reading));
        return others + (window.holdsItself(reading) ? 1 : 0);
    }
}
