package io.riskgate.feature;

import io.riskgate.transaction.Circumstances;

/** Readers of what is held of events beside time and amount. */
final class ColumnReaders {

    private static final double EARTH_RADIUS_KM = 6371.0088;

    private ColumnReaders() {}

    static Reader distinct(Window window, Layout.Column column) {
        return reading -> {
            boolean itself = reading.hasId(column.ids) && window.holdsItself(reading);
            Profile profile = reading.known(window.stream());
            if (profile == null) {
                return itself ? 1 : 0;
            }
            Rows held = reading.rows;
            held.go(profile, column);
            int from = held.upTo(reading.leftOfIds(window, column));
            int to = held.upTo(reading.snappedIds(column, window.right(reading)));
            if (to <= from) {
                return itself ? 1 : 0;
            }
            Distincts distincts = reading.distincts;
            distincts.begin(to - from + 1);
            for (int row = from; row < to; row++) {
                distincts.add(held.value(row));
            }
            if (itself) {
                distincts.add(reading.id(column.ids));
            }
            return distincts.count();
        };
    }

    /** An aggregate of an attribute; events without it, or with text in it, are not in. */
    static Reader numbers(Kind kind, Window window, Layout.Column column, Field field) {
        return reading -> {
            double itself =
                    window.holdsItself(reading) ? field.number(reading.transaction()) : Double.NaN;
            Rows held = reading.rows;
            Profile profile = reading.known(window.stream());
            if (profile == null) {
                return aggregate(kind, held, 0, 0, itself);
            }
            held.go(profile, column);
            int from = held.upTo(reading.leftOfDropped(window, column));
            int to = Math.max(from, held.upTo(window.right(reading)));
            return aggregate(kind, held, from, to, itself);
        };
    }

    private static double aggregate(Kind kind, Rows values, int from, int to, double itself) {
        boolean holdsItself = !Double.isNaN(itself);
        int count = to - from + (holdsItself ? 1 : 0);
        if (count == 0) {
            return kind == Kind.SUM ? 0 : Double.NaN;
        }
        double sum = 0;
        double least = holdsItself ? itself : Double.POSITIVE_INFINITY;
        double most = holdsItself ? itself : Double.NEGATIVE_INFINITY;
        for (int row = from; row < to; row++) {
            double value = Double.longBitsToDouble(values.value(row));
            sum += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        sum += holdsItself ? itself : 0;
        return switch (kind) {
            case SUM -> sum;
            case MEAN -> sum / count;
            case MIN -> least;
            case MAX -> most;
            default -> deviation(values, from, to, itself, sum / count);
        };
    }

    private static double deviation(Rows values, int from, int to, double itself, double mean) {
        boolean holdsItself = !Double.isNaN(itself);
        double squares = 0;
        for (int row = from; row < to; row++) {
            double off = Double.longBitsToDouble(values.value(row)) - mean;
            squares += off * off;
        }
        squares += holdsItself ? (itself - mean) * (itself - mean) : 0;
        return Math.sqrt(squares / (to - from + (holdsItself ? 1 : 0)));
    }

    /** Kilometres an hour since the newest earlier event with a position; no time is x/0. */
    static Reader travelSpeed(Window window, Layout.Column column) {
        return reading -> {
            Circumstances here = reading.transaction().circumstances();
            Profile profile = reading.known(window.stream());
            if (profile == null || here.latitude() == null || here.longitude() == null) {
                return Double.NaN;
            }
            Rows held = reading.rows;
            held.go(profile, column);
            long right = window.right(reading);
            int last = held.upTo(Math.max(right, reading.edgeOfDropped(column))) - 1;
            if (last < 0) {
                return Double.NaN;
            }
            long before = held.time(last);
            reading.degraded |= before > right;
            if (before > right || before <= window.left(reading) || before == reading.millis) {
                return Double.NaN;
            }
            double km =
                    haversineKm(
                            Double.longBitsToDouble(held.value(last)),
                            Double.longBitsToDouble(held.second(last)),
                            here.latitude(),
                            here.longitude());
            return km / ((reading.millis - before) / 3_600_000.0);
        };
    }

    /* R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984), on the mean radius (IUGG). */
    private static double haversineKm(double lat1, double lon1, double lat2, double lon2) {
        double sinLat = Math.sin(Math.toRadians(lat2 - lat1) / 2);
        double sinLon = Math.sin(Math.toRadians(lon2 - lon1) / 2);
        double cosines = Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2));
        double a = sinLat * sinLat + cosines * sinLon * sinLon;
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a)));
    }
}
