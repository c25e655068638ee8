package io.riskgate.simulation;

/** How a simulated fraudster works; the truth behind a fraudulent transaction. */
public enum Scheme {
    /** A card in wrong hands: a burst at strange shops within hours, with rising amounts. */
    STOLEN_CARD,
    /** One device tries many cards with tiny amounts, then spends on those that work. */
    CARD_TESTING,
    /** A stranger signs in from a new device, buys and sends money away within hours. */
    ACCOUNT_TAKEOVER,
    /** A terminal copies the cards it sees and charges them again over the following days. */
    COMPROMISED_TERMINAL,
    /**
     * Several victims are talked into transfers to one mule account, weeks long, a few days apart.
     */
    MULE_TRANSFERS
}
