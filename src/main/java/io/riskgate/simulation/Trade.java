package io.riskgate.simulation;

/** What a merchant sells: its category code (ISO 18245) and what a typical purchase costs. */
enum Trade {
    GROCERIES("5411", 32, false),
    RESTAURANT("5812", 28, false),
    FUEL("5541", 55, false),
    PHARMACY("5912", 19, false),
    CLOTHING("5651", 62, false),
    TRANSIT("4111", 9, false),
    JEWELRY("5944", 240, false),
    ELECTRONICS("5732", 160, true),
    DIGITAL_GOODS("5816", 14, true),
    MARKETPLACE("5399", 45, true),
    TRAVEL("4722", 310, true),
    GIFT_CARDS("5947", 48, true);

    private final String category;
    private final double typicalEuros;
    private final boolean online;

    Trade(String category, double typicalEuros, boolean online) {
        this.category = category;
        this.typicalEuros = typicalEuros;
        this.online = online;
    }

    String category() {
        return category;
    }

    double typicalEuros() {
        return typicalEuros;
    }

    boolean isOnline() {
        return online;
    }
}
