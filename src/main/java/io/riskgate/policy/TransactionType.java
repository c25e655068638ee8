package io.riskgate.policy;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.MapType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;

import io.riskgate.transaction.Identifier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a rule sees, as types: {@code tx} mirrors the JSON of a transaction ({@code tx.amount.value}
 * in minor units, {@code tx.amount.major} in major ones), {@code lists} says which of its
 * identifiers are listed ({@code lists.watch.deviceId}, {@code lists.watch.any}).
 */
final class TransactionType implements CelTypeProvider {

    private static final String PREFIX = "riskgate.";

    static final CelType ATTRIBUTES = MapType.create(STRING, DYN);
    static final CelType FEATURES = MapType.create(STRING, DOUBLE);
    static final StructType AMOUNT =
            struct("Amount", Map.of("value", INT, "major", DOUBLE, "currency", STRING));
    static final StructType LIST = struct("List", listFields());
    static final StructType LISTS =
            struct("Lists", Map.of("block", ref(LIST), "allow", ref(LIST), "watch", ref(LIST)));
    static final StructType TRANSACTION = struct("Transaction", transactionFields());
    private static final List<StructType> ALL = List.of(AMOUNT, LIST, LISTS, TRANSACTION);

    /** The variables of an expression, with their types. */
    static final Map<String, CelType> VARIABLES =
            Map.of(
                    "tx",
                    ref(TRANSACTION),
                    "features",
                    FEATURES,
                    "score",
                    DOUBLE,
                    "lists",
                    ref(LISTS));

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(ALL);
    }

    @Override
    public Optional<CelType> findType(String name) {
        return ALL.stream()
                .filter(type -> type.name().equals(name))
                .map(CelType.class::cast)
                .findFirst();
    }

    /** The fields of {@code tx}. */
    static List<String> transactionFieldNames() {
        return List.copyOf(TRANSACTION.fieldNames());
    }

    /** The names of every field there is, for a person who mistyped one. */
    static List<String> fields() {
        return Stream.concat(
                        TRANSACTION.fieldNames().stream().sorted().map(name -> "tx." + name),
                        AMOUNT.fieldNames().stream().sorted().map(name -> "tx.amount." + name))
                .toList();
    }

    private static Map<String, CelType> transactionFields() {
        Map<String, CelType> fields = new LinkedHashMap<>();
        Stream.of("transactionId", "channel", "merchantCategory", "merchantCountry", "cardCountry")
                .forEach(name -> fields.put(name, STRING));
        for (Identifier kind : Identifier.values()) {
            fields.put(kind.field(), STRING);
        }
        fields.put("occurredAt", TIMESTAMP);
        fields.put("amount", ref(AMOUNT));
        fields.put("latitude", DOUBLE);
        fields.put("longitude", DOUBLE);
        fields.put("attributes", ATTRIBUTES);
        return fields;
    }

    private static Map<String, CelType> listFields() {
        Map<String, CelType> fields = new LinkedHashMap<>();
        fields.put("any", BOOL);
        for (Identifier kind : Identifier.values()) {
            fields.put(kind.field(), BOOL);
        }
        return fields;
    }

    private static StructType struct(String name, Map<String, CelType> fields) {
        return StructType.create(
                PREFIX + name,
                ImmutableSet.copyOf(fields.keySet()),
                field -> Optional.ofNullable(fields.get(field)));
    }

    private static CelType ref(StructType type) {
        return StructTypeReference.create(type.name());
    }
}
