package io.riskgate.simulation;

/**
 * A shop.
 *
 * @param terminals how many tills it has; their names follow from its own
 */
record Merchant(
        int number, Trade trade, City city, double latitude, double longitude, int terminals) {

    String id() {
        return "m-" + number;
    }

    String terminal(int till) {
        return "t-" + number + "-" + till;
    }
}
