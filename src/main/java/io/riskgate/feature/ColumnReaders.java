package io.riskgate.feature;

import io.riskgate.transaction.Circumstances;

/** Readers of what is held of events beside time and amount. */
final class ColumnReaders {

    private static final double EARTH_RADIUS_KM = 6371.0088;

    private ColumnReaders() {}

    static Reader distinct(Window window, Layout.Column column) {
        return reading -> {
            IdColumn held = (IdColumn) reading.stream(window.stream()).columns[column.index];
            int from = held.upTo(reading.left(window, held, column));
            int to = held.upTo(reading.right(window, held));
            Distincts distincts = reading.distincts;
            distincts.begin(Math.max(0, to - from) + 1);
            for (int i = from; i < to; i++) {
                distincts.add(held.ids[i]);
            }
            if (reading.hasId(column.ids) && window.holdsItself(reading)) {
                distincts.add(reading.id(column.ids));
            }
            return distincts.count();
        };
    }

    /** An aggregate of an attribute; events without it, or with text in it, are not in. */
    static Reader numbers(Kind kind, Window window, Layout.Column column, Field field) {
        return reading -> {
            NumberColumn held =
                    (NumberColumn) reading.stream(window.stream()).columns[column.index];
            int from = held.upTo(reading.left(window, held, column));
            int to = Math.max(from, held.upTo(window.right(reading)));
            double itself =
                    window.holdsItself(reading) ? field.number(reading.transaction()) : Double.NaN;
            return aggregate(kind, held.values, from, to, itself);
        };
    }

    private static double aggregate(Kind kind, double[] values, int from, int to, double itself) {
        boolean holdsItself = !Double.isNaN(itself);
        int count = to - from + (holdsItself ? 1 : 0);
        if (count == 0) {
            return kind == Kind.SUM ? 0 : Double.NaN;
        }
        double sum = 0;
        double least = holdsItself ? itself : Double.POSITIVE_INFINITY;
        double most = holdsItself ? itself : Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            sum += values[i];
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
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

    private static double deviation(double[] values, int from, int to, double itself, double mean) {
        boolean holdsItself = !Double.isNaN(itself);
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        squares += holdsItself ? (itself - mean) * (itself - mean) : 0;
        return Math.sqrt(squares / (to - from + (holdsItself ? 1 : 0)));
    }

    /** Kilometres an hour since the newest earlier event with a position; no time is x/0. */
    static Reader travelSpeed(Window window, Layout.Column column) {
        return reading -> {
            Circumstances here = reading.transaction().circumstances();
            PositionColumn held =
                    (PositionColumn) reading.stream(window.stream()).columns[column.index];
            long right = window.right(reading);
            long edge = reading.edge(window.stream(), column, held);
            int last = held.upTo(Math.max(right, edge)) - 1;
            if (here.latitude() == null || here.longitude() == null || last < 0) {
                return Double.NaN;
            }
            long before = held.times[last];
            reading.degraded |= before > right;
            if (before > right || before <= window.left(reading) || before == reading.millis) {
                return Double.NaN;
            }
            double km =
                    haversineKm(
                            held.latitudes[last],
                            held.longitudes[last],
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
