package io.riskgate.transaction;

/** How a payment was made. */
public enum Channel {
    CARD_PRESENT,
    ECOMMERCE,
    ATM,
    TRANSFER,
    OTHER
}
