package io.riskgate.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

class AttributesTests {

    /* A parser gives a number in the smallest type that holds its digits, a database writes it with other digits. */
    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "-0.0, 0",
        "1e15, 1000000000000000",
        "9007199254740994.0, 9007199254740994",
        "9.2e18, 9200000000000000000"
    })
    void aWholeNumberIsOneValueHoweverItIsWritten(double number, long whole) {
        assertThat(of(number)).isEqualTo(of(whole)).isEqualTo(of(BigInteger.valueOf(whole)));
    }

    @ParameterizedTest
    @CsvSource({"9.223372036854775808e18", "1e300", "-1.7976931348623157e308", "0.1", "5e-324"})
    void aNumberComesBackFromAStoreAsItWent(double number) {
        BigDecimal stored = new BigDecimal(Double.toString(number));
        assertThat(of(number)).isEqualTo(of(stored));
        if (Math.abs(number) > 1) {
            assertThat(of(number)).isEqualTo(of(stored.toBigIntegerExact()));
        }
    }

    private static Attributes of(Object value) {
        return Attributes.of(Map.of("x", value));
    }
}
