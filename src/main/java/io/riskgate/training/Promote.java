package io.riskgate.training;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whether a run may change the champion. */
enum Promote {
    NEVER,
    IF_BETTER;

    /** Reads it as the command line writes it. */
    static final class Converter implements ITypeConverter<Promote> {

        @Override
        public Promote convert(String value) {
            return switch (value) {
                case "never" -> NEVER;
                case "if-better" -> IF_BETTER;
                default -> throw new TypeConversionException("it is never or if-better");
            };
        }
    }
}
