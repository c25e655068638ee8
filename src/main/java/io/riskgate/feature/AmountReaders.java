package io.riskgate.feature;

import io.riskgate.transaction.Amount;

/**
 * Readers of amounts in the transaction's own currency; exact in minor units until the last step.
 */
final class AmountReaders {

    private AmountReaders() {}

    static Reader of(Kind kind, Window window) {
        return switch (kind) {
            case SUM -> reading -> total(window, reading).sum / unit(reading);
            case MEAN ->
                    reading -> {
                        Amounts amounts = total(window, reading);
                        return amounts.count == 0
                                ? Double.NaN
                                : (double) amounts.sum / amounts.count / unit(reading);
                    };
            case STDDEV ->
                    reading -> {
                        Amounts amounts = each(window, reading);
                        return amounts.count == 0
                                ? Double.NaN
                                : amounts.deviation() / unit(reading);
                    };
            case MIN ->
                    reading -> {
                        Amounts amounts = each(window, reading);
                        return amounts.count == 0 ? Double.NaN : amounts.least / unit(reading);
                    };
            case MAX ->
                    reading -> {
                        Amounts amounts = each(window, reading);
                        return amounts.count == 0 ? Double.NaN : amounts.most / unit(reading);
                    };
            default -> throw new IllegalArgumentException(kind + " is not of an amount");
        };
    }

    private static double unit(Reading reading) {
        return Amount.minorPerMajor(reading.transaction().amount().currency());
    }

    private static Amounts total(Window window, Reading reading) {
        Amounts amounts = begin(window, reading);
        EventStream stream = reading.stream(window.stream());
        Lane lane = stream.find(reading.transaction().amount().currency());
        if (lane != null) {
            lane.total(reading.left(window), reading.right(window), stream.foldLine(), amounts);
        }
        return amounts;
    }

    private static Amounts each(Window window, Reading reading) {
        Amounts amounts = begin(window, reading);
        EventStream stream = reading.stream(window.stream());
        Lane lane = stream.find(reading.transaction().amount().currency());
        if (lane != null) {
            lane.each(reading.left(window), reading.right(window), stream.foldLine(), amounts);
        }
        return amounts;
    }

    private static Amounts begin(Window window, Reading reading) {
        reading.amounts.clear();
        if (window.holdsItself(reading)) {
            reading.amounts.add(reading.transaction().amount().value());
        }
        return reading.amounts;
    }
}
