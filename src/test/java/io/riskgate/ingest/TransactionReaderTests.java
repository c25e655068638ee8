package io.riskgate.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.riskgate.transaction.ContentHash;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.FieldFault;
import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is read, what is refused, and under which code. */
class TransactionReaderTests {

    private static final Instant NOW = Instant.parse("2026-11-23T10:15:31Z");

    private final TransactionReader reader =
            new TransactionReader(UnknownFields.refused(), () -> NOW);

    @Test
    void readsEveryFieldOfTheContract() {
        Transaction transaction =
                read(
                        """
                        {"transactionId": "tx-000001", "occurredAt": "2026-11-23T12:15:30.1239+02:00",
                         "amount": {"value": 12345, "currency": "EUR"}, "accountId": "acc-17",
                         "channel": "ECOMMERCE", "cardId": "card-9f", "merchantId": "m-42",
                         "terminalId": "t-7", "deviceId": "d-3", "ipAddress": "203.0.113.9",
                         "counterpartyId": "acc-99", "merchantCategory": "5411",
                         "merchantCountry": "DE", "cardCountry": "FR",
                         "latitude": 52.52, "longitude": 13,
                         "attributes": {"customerAge": 42, "newDevice": true, "basket": "gift-card",
                                        "ratio": 0.5, "nothing": null}}
                        """);

        assertThat(transaction.occurredAt()).isEqualTo("2026-11-23T10:15:30.123Z");
        assertThat(transaction.amount().value()).isEqualTo(12345);
        assertThat(transaction.channel().name()).isEqualTo("ECOMMERCE");
        assertThat(transaction.identifiers().asMap().values())
                .containsExactly(
                        "acc-17", "card-9f", "m-42", "t-7", "d-3", "203.0.113.9", "acc-99");
        assertThat(transaction.circumstances().longitude()).isEqualTo(13.0);
        assertThat(transaction.attributes().values())
                .containsOnlyKeys("customerAge", "newDevice", "basket", "ratio")
                .containsEntry("customerAge", 42L)
                .containsEntry("newDevice", true);
    }

    @Test
    void comparesContentAndNotSpelling() {
        Transaction plain = read(with(""));
        Transaction spelled =
                read(
                        """
                        {"cardId": null, "channel": "OTHER", "attributes": {"x": null},
                         "accountId": "acc-17", "amount": {"currency": "EUR", "value": 12345},
                         "occurredAt": "2026-11-23T11:15:30.1234567+01:00",
                         "transactionId": "tx-1"}
                        """);

        assertThat(spelled).isEqualTo(plain);
        assertThat(ContentHash.of(spelled)).isEqualTo(ContentHash.of(plain));
    }

    @Test
    void listsAllFaultsAtOnce() {
        RefusedException refused =
                refusal(
                        """
                        {"transactionId": "a b", "amount": {"value": 1.0, "value": 2, "kurrency": 1},
                         "accountId": 17, "surprise": [1, {"a": 2}], "channel": "POST",
                         "latitude": 91, "attributes": {"a b": 1, "c": {}}}
                        """);

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refused.faults())
                .extracting(fault -> fault.field() + " " + fault.code())
                .containsExactly(
                        "transactionId invalid_format",
                        "amount.value invalid_type",
                        "amount.value duplicate_key",
                        "amount.kurrency unknown_field",
                        "amount.currency required",
                        "accountId invalid_type",
                        "surprise unknown_field",
                        "channel unknown_value",
                        "latitude out_of_range",
                        "attributes.a b invalid_format",
                        "attributes.c invalid_type",
                        "occurredAt required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "{\"transactionId\": \"tx",
                "{\"a\": 1,}",
                "nonsense",
                "{} {}",
                "{'a': 1}",
                "{\"a\": 01}",
                "{\"a\": NaN}",
                "\uFEFF{}",
                "{\"a\": \"\n\"}"
            })
    void refusesWhatIsNotJson(String text) {
        assertThat(refusal(text).code()).isEqualTo(ErrorCode.MALFORMED_JSON);
    }

    @Test
    void refusesDepthAndBytesThatAreNotUtf8() {
        String deep = "{\"a\": " + "[".repeat(1000) + "]".repeat(1000) + "}";
        byte[] overlong = with(", \"cardId\": \"xx\"").getBytes(StandardCharsets.ISO_8859_1);
        overlong[overlong.length - 3] = (byte) 0xAF;
        overlong[overlong.length - 4] = (byte) 0xC0;

        assertThat(refusal(deep).code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(refusal(overlong).code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(refusal(with("").getBytes(StandardCharsets.UTF_16LE)).code())
                .isEqualTo(ErrorCode.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "\"x\""})
    void refusesWhatIsNoObject(String text) {
        assertThat(refusal(text).faults())
                .extracting(FieldFault::code)
                .containsExactly("invalid_type");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, out_of_range",
        "1000000000000, out_of_range",
        "9223372036854775808, out_of_range",
        "1.0, invalid_type",
        "1e3, invalid_type",
        "'\"1\"', invalid_type",
        "true, invalid_type",
        "[1], invalid_type"
    })
    void refusesAmounts(String value, String code) {
        assertThat(codes(with("").replace("12345", value))).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource({"0, EUR, 0", "999999999999, EUR, 9999999999.99", "5, JPY, 5", "1234, BHD, 1.234"})
    void readsAmountsInMinorUnits(long value, String currency, double major) {
        Transaction transaction =
                read(with("").replace("12345", "" + value).replace("EUR", currency));

        assertThat(transaction.amount().majorUnits()).isEqualTo(major);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eur", "ABC", "", "EURO"})
    void refusesCurrencies(String currency) {
        assertThat(codes(with("").replace("EUR", currency))).containsExactly("unknown_value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "2024-02-29T23:59:59.999999999-23:59",
                "2026-11-24T10:15:31Z",
                "2026-11-23t10:15:30z"
            })
    void readsTimes(String time) {
        assertThat(read(with("").replace("2026-11-23T10:15:30.123Z", time)).occurredAt())
                .isBeforeOrEqualTo(NOW.plusSeconds(86_400));
    }

    @ParameterizedTest
    @CsvSource({
        "2100-01-01T00:00:00Z, out_of_range",
        "2026-11-24T10:15:31.001Z, out_of_range",
        "2026-11-23T10:15:30, invalid_format",
        "2026-11-23, invalid_format",
        "2026-11-23 10:15:30Z, invalid_format",
        "2026-02-29T00:00:00Z, invalid_format",
        "2016-12-31T23:59:60Z, invalid_format",
        "2026-11-23T24:00:00Z, invalid_format",
        "2026-11-23T10:15:30.Z, invalid_format",
        "2026-11-23T10:15:30+1:00, invalid_format",
        "0000-01-01T00:00:00+01:00, invalid_format",
        "+12026-01-01T00:00:00Z, invalid_format"
    })
    void refusesTimes(String time, String code) {
        assertThat(codes(with("").replace("2026-11-23T10:15:30.123Z", time))).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "5500005555555559",
                "378282246310005",
                "6011 1111 1111 1117",
                "4111-1111-1111-1111",
                "2223003122003222",
                "3530111333300000",
                "30569309025904",
                "4222222222222",
                "6759649826438453"
            })
    void acceptsNoCardNumber(String number) {
        for (String field : List.of("accountId", "cardId", "counterpartyId")) {
            RefusedException refused =
                    refusal(
                            field.equals("accountId")
                                    ? with("").replace("acc-17", number)
                                    : with(", \"" + field + "\": \"" + number + "\""));
            assertHidden(refused, number);
        }
        assertHidden(refusal(with(", \"attributes\": {\"a\": \"paid " + number + "!\"}")), number);
        assertHidden(refusal(with(", \"attributes\": {\"" + number + "\": 1}")), number);
        assertThat(refusal(with(", \"" + number + "\": 1")).faults().toString())
                .doesNotContain(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4111111111111111.0", "4.111111111111111e15"})
    void acceptsNoCardNumberAsANumber(String literal) {
        assertThat(codes(with(", \"attributes\": {\"a\": " + literal + "}")))
                .containsExactly("card_number_not_accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "1234567812345670",
                "acc4111111111111111",
                "411111111111"
            })
    void acceptsDigitsThatAreNoCardNumber(String digits) {
        assertThat(read(with(", \"cardId\": \"" + digits + "\"")).identifiers().asMap())
                .containsValue(digits);
    }

    @Test
    void acceptsAMerchantIdThatPassesLuhn() {
        assertThat(read(with(", \"merchantId\": \"4111111111111111\"")).identifiers().asMap())
                .containsValue("4111111111111111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\nb", "a\\u200bb", "a\\ud800", "", "  ", "a\\u2028b"})
    void refusesIdentifiersThatDoNotPrint(String id) {
        assertThat(codes(with(", \"deviceId\": \"" + id + "\""))).containsExactly("invalid_format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"' or 1=1; --", "O\\\"Hara", "Zürich 9", "日本", "<b>&amp;"})
    void readsIdentifiersThatPrint(String id) {
        assertThat(read(with(", \"deviceId\": \"" + id + "\"")).identifiers().asMap()).hasSize(2);
    }

    @Test
    void countsCharactersAndNotCodeUnits() {
        String longest = "😀".repeat(64);

        assertThat(read(with(", \"deviceId\": \"" + longest + "\"")).identifiers().asMap())
                .hasSize(2);
        assertThat(codes(with(", \"deviceId\": \"" + longest + "x\""))).containsExactly("too_long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.9",
                "0.0.0.0",
                "255.255.255.255",
                "::1",
                "2001:db8::1",
                "::ffff:203.0.113.9",
                "2001:DB8:0:0:0:0:0:1"
            })
    void readsAddresses(String address) {
        assertThat(read(with(", \"ipAddress\": \"" + address + "\"")).identifiers().asMap())
                .containsValue(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "example.org",
                "1.2.3",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.4.",
                "",
                "1:2",
                "fe80::1%eth0",
                "[::1]",
                "1::2::3",
                "::ffff:1.2.3",
                "1.2.3.4/8",
                "cafe.de:1"
            })
    void refusesWhatIsNoAddress(String address) {
        assertThat(codes(with(", \"ipAddress\": \"" + address + "\"")))
                .containsExactly("invalid_format");
    }

    @Test
    void keepsAttributesApartFromFields() {
        Transaction transaction =
                read(with(", \"attributes\": {\"amount\": 1, \"transactionId\": \"other\"}"));

        assertThat(transaction.transactionId()).isEqualTo("tx-1");
        assertThat(transaction.amount().value()).isEqualTo(12345);
        assertThat(transaction.attributes().get("amount")).isEqualTo(1L);
    }

    @Test
    void limitsAttributes() {
        assertThat(codes(with(", \"attributes\": {" + attributes(33) + "}")))
                .containsExactly("too_many");
        assertThat(read(with(", \"attributes\": {" + attributes(32) + "}")).attributes().values())
                .hasSize(32);
        assertThat(codes(with(", \"attributes\": {\"a\": \"" + "x".repeat(257) + "\"}")))
                .containsExactly("too_long");
        assertThat(codes(with(", \"attributes\": {\"a\": 1e999}"))).containsExactly("out_of_range");
        assertThat(codes(with(", \"attributes\": {\"a\": 1, \"a\": 1}")))
                .containsExactly("duplicate_key");
        assertThat(
                        read(with(", \"attributes\": {\"a\": 9223372036854775807}"))
                                .attributes()
                                .get("a"))
                .isEqualTo(9.223372036854775807e18);
    }

    @Test
    void ignoresAndCountsUnknownFieldsWhereToldTo() {
        List<String> counted = new ArrayList<>();
        TransactionReader lenient =
                new TransactionReader(UnknownFields.ignored(counted::add), () -> NOW);

        Transaction transaction =
                lenient.read(bytes(with(", \"x\": {\"accountId\": \"other\"}, \"y\": 1")));

        assertThat(transaction).isEqualTo(read(with("")));
        assertThat(counted).containsExactly("x", "y");
    }

    @Test
    void readsABatchItemByItem() {
        TransactionBatch batch =
                reader.readBatch(
                        bytes(
                                "{\"transactions\": ["
                                        + with("")
                                        + ", {\"channel\": \"ATM\"}, 5, "
                                        + with("")
                                        + "]}"));

        assertThat(batch.items())
                .hasExactlyElementsOfTypes(
                        TransactionBatch.Readable.class,
                        TransactionBatch.Refused.class,
                        TransactionBatch.Refused.class,
                        TransactionBatch.Readable.class);
    }

    private static void assertHidden(RefusedException refused, String number) {
        assertThat(refused.code()).isEqualTo(ErrorCode.CARD_NUMBER_NOT_ACCEPTED);
        assertThat(refused.getMessage()).doesNotContain(number);
        assertThat(refused.faults().toString()).doesNotContain(number);
    }

    private static String attributes(int count) {
        List<String> entries = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            entries.add("\"a" + index + "\": " + index);
        }
        return String.join(", ", entries);
    }

    private static String with(String more) {
        return "{\"transactionId\": \"tx-1\", \"occurredAt\": \"2026-11-23T10:15:30.123Z\","
                + " \"amount\": {\"value\": 12345, \"currency\": \"EUR\"}, \"accountId\":"
                + " \"acc-17\""
                + more
                + "}";
    }

    private Transaction read(String json) {
        return reader.read(bytes(json));
    }

    private RefusedException refusal(String json) {
        return refusal(bytes(json));
    }

    private RefusedException refusal(byte[] json) {
        return catchThrowableOfType(RefusedException.class, () -> reader.read(json));
    }

    private List<String> codes(String json) {
        return refusal(json).faults().stream().map(FieldFault::code).toList();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
