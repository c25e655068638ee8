package io.riskgate.feature;

import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A field of a transaction as a features file names it.
 *
 * @param name as in the file
 * @param type what it holds
 * @param reader its value in a transaction, null where absent
 */
record Field(String name, Type type, Function<Transaction, @Nullable Object> reader) {

    /** What a field holds. */
    enum Type {
        NUMBER,
        TEXT,
        /** An attribute: each transaction may bring another scalar. */
        ANY
    }

    static final String ATTRIBUTES = "attributes.";

    /** The amount in major units. */
    static final Field AMOUNT =
            new Field("amount", Type.NUMBER, transaction -> transaction.amount().majorUnits());

    private static final Map<String, Field> FIXED = fixed();

    /** The field of this name, or null. */
    static @Nullable Field of(String name) {
        if (name.startsWith(ATTRIBUTES) && name.length() > ATTRIBUTES.length()) {
            String attribute = name.substring(ATTRIBUTES.length());
            return new Field(
                    name, Type.ANY, transaction -> transaction.attributes().get(attribute));
        }
        return FIXED.get(name);
    }

    /** What can be named, those that can be read as a number only or all. */
    static List<String> names(boolean numbersOnly) {
        List<String> names = new ArrayList<>(List.of(ATTRIBUTES + "*"));
        FIXED.values().stream()
                .filter(field -> !numbersOnly || field.isNumeric())
                .forEach(field -> names.add(field.name));
        return names;
    }

    boolean isNumeric() {
        return type != Type.TEXT;
    }

    boolean isAmount() {
        return this == AMOUNT;
    }

    /** The value, or null where absent. */
    @Nullable Object of(Transaction transaction) {
        return reader.apply(transaction);
    }

    /** Whether it is there and has this value, as a features file gave it. */
    boolean has(Transaction transaction, Object value) {
        return is(reader.apply(transaction), value);
    }

    /** Whether a value of this field is another, as a features file gave it. */
    boolean is(@Nullable Object found, Object value) {
        return type == Type.NUMBER
                ? found instanceof Number a && a.doubleValue() == ((Number) value).doubleValue()
                : value.equals(found);
    }

    /** The value as a number: 1 or 0 for a truth value, NaN where absent or text. */
    double number(Transaction transaction) {
        if (isAmount()) {
            return transaction.amount().majorUnits();
        }
        return switch (reader.apply(transaction)) {
            case Number number -> number.doubleValue();
            case Boolean flag -> flag ? 1 : 0;
            case null, default -> Double.NaN;
        };
    }

    private static Map<String, Field> fixed() {
        List<Field> fields = new ArrayList<>();
        fields.add(AMOUNT);
        fields.add(text("currency", tx -> tx.amount().currency().getCurrencyCode()));
        fields.add(text("channel", tx -> tx.channel().name()));
        fields.add(text("merchantCategory", tx -> tx.circumstances().merchantCategory()));
        fields.add(text("merchantCountry", tx -> tx.circumstances().merchantCountry()));
        fields.add(text("cardCountry", tx -> tx.circumstances().cardCountry()));
        fields.add(new Field("latitude", Type.NUMBER, tx -> tx.circumstances().latitude()));
        fields.add(new Field("longitude", Type.NUMBER, tx -> tx.circumstances().longitude()));
        for (Identifier kind : Identifier.values()) {
            fields.add(text(kind.field(), tx -> tx.identifier(kind)));
        }
        Map<String, Field> byName = new HashMap<>();
        fields.forEach(field -> byName.put(field.name, field));
        return byName;
    }

    private static Field text(String name, Function<Transaction, @Nullable Object> reader) {
        return new Field(name, Type.TEXT, reader);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Field that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
