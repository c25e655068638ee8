package io.riskgate.feature;

/**
 * Readers of amounts in the transaction's own currency; exact in minor units until the last step.
 */
final class AmountReaders {

    private AmountReaders() {}

    static Reader of(Kind kind, Window window) {
        return switch (kind) {
            case SUM -> reading -> reading.totals(window).sum / reading.unit;
            case MEAN ->
                    reading -> {
                        Amounts amounts = reading.totals(window);
                        return amounts.count == 0
                                ? Double.NaN
                                : (double) amounts.sum / amounts.count / reading.unit;
                    };
            case STDDEV ->
                    reading -> {
                        Amounts amounts = reading.amounts(window);
                        return amounts.count == 0 ? Double.NaN : amounts.deviation() / reading.unit;
                    };
            case MIN ->
                    reading -> {
                        Amounts amounts = reading.amounts(window);
                        return amounts.count == 0 ? Double.NaN : amounts.least / reading.unit;
                    };
            case MAX ->
                    reading -> {
                        Amounts amounts = reading.amounts(window);
                        return amounts.count == 0 ? Double.NaN : amounts.most / reading.unit;
                    };
            default -> throw new IllegalArgumentException(kind + " is not of an amount");
        };
    }
}
