package io.riskgate.ingest;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The reading of one JSON object, field by field; unknown, repeated and missing ones are faults.
 */
abstract class ObjectReading<F extends Enum<F>> {

    final JsonParser parser;
    final Faults faults;
    final Scalars scalars;
    final String path;
    private final FieldNames<F> names;
    private long seen;
    private long present;

    ObjectReading(FieldNames<F> names, JsonParser parser, Faults faults, String path) {
        this.names = names;
        this.parser = parser;
        this.faults = faults;
        this.scalars = new Scalars(parser, faults);
        this.path = path;
    }

    /** Reads the value the parser stands on as the value of this field. */
    abstract void read(F field);

    /** Reads the object the parser stands on to its end; afterwards the faults are complete. */
    final void readObject(UnknownFields unknownFields) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            faults.at(path, "");
            scalars.refuseType("an object");
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            F field = names.field(name);
            faults.at(path, name);
            if (field == null) {
                unknown(name, unknownFields);
            } else {
                known(field);
            }
        }
        for (F field : names.required()) {
            if ((present & bit(field)) == 0) {
                faults.at(path, names.name(field));
                faults.add(FaultCode.REQUIRED, faults.path() + " is required.");
            }
        }
    }

    private void known(F field) {
        if ((seen & bit(field)) != 0) {
            faults.add(FaultCode.DUPLICATE_KEY, faults.path() + " is given more than once.");
            present |= bit(field);
            parser.skipChildren();
            return;
        }
        seen |= bit(field);
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            present |= bit(field);
            read(field);
        }
    }

    private void unknown(String name, UnknownFields unknownFields) {
        switch (unknownFields) {
            case UnknownFields.Refused() ->
                    faults.add(
                            FaultCode.UNKNOWN_FIELD,
                            faults.path() + " is not a field that is known here.");
            case UnknownFields.Ignored(var counter) -> counter.accept(name);
        }
        parser.skipChildren();
    }

    private long bit(F field) {
        return 1L << field.ordinal();
    }
}
