package io.riskgate.backtest;

/**
 * Some transactions.
 *
 * @param count how many
 * @param amount together, in major units of the reference currency
 */
public record Share(long count, double amount) {

    static final Share NONE = new Share(0, 0);

    Share plus(Share more) {
        return new Share(count + more.count, amount + more.amount);
    }
}
