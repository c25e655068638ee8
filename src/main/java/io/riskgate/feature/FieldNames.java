package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

/** Reads the names of a transaction's fields, and values to compare them with. */
record FieldNames(Faults faults) {

    /** The field of this name; null, with a fault, where there is none or it is no number. */
    @Nullable Field field(@Nullable Source source, boolean numeric) {
        if (source == null) {
            return null;
        }
        if (!(source instanceof Source.Scalar scalar)) {
            faults.add(
                    source,
                    "wrong_type",
                    source.described()
                            + " where a field is needed; allowed: "
                            + Field.names(numeric));
            return null;
        }
        Field field = Field.of(scalar.text());
        if (field == null) {
            faults.unknown(source, "field", scalar.text(), Field.names(numeric));
            return null;
        }
        if (numeric && !field.isNumeric()) {
            faults.add(
                    source,
                    "not_a_number",
                    "'"
                            + field.name()
                            + "' is text where a number is needed; allowed: "
                            + Field.names(true));
            return null;
        }
        return field;
    }

    /** What a field can equal; null, with a fault, where it never could. */
    @Nullable Object value(Field field, @Nullable Source source) {
        if (source == null) {
            return null;
        }
        if (!(source instanceof Source.Scalar scalar)) {
            faults.add(source, "wrong_type", source.described() + " where one scalar is needed");
            return null;
        }
        return switch (field.type()) {
            case TEXT -> scalar.text();
            case ANY -> scalar.value();
            case NUMBER -> {
                if (scalar.value() instanceof Number) {
                    yield scalar.value();
                }
                faults.add(
                        source,
                        "not_a_number",
                        scalar.described()
                                + " where a number is needed, as "
                                + field.name()
                                + " is one");
                yield null;
            }
        };
    }
}
