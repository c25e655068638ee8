package io.riskgate.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskgate.transaction.FieldFault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a features file may say, and what it is told where it says something else. */
class FeatureSetTest {

    private static final String FAULTY =
            """
            features:
              - {name: a, counts: {by: accountId, over: 7d}}
              - {name: b, count: {by: account, over: 7d}}
              - {name: c, count: {by: accountId, over: 7w}}
              - {name: d, sum: {of: channel, by: accountId, over: 7d}}
              - {name: d, value: amount}
              - {name: e, count: {by: accountId, over: 170d, delay: 20d}}
              - {name: f, ratio: {of: g, to: amount}}
              - {name: g, ratio: {of: amount, to: f}}
              - {name: h, value: merchantId}
              - {name: i, value: amnt}
              - {name: j, count: {by: accountId, over: 7d, window: 3}}
              - {name: k, count: {by: accountId}}
              - {name: l, calendar: {hours: [0, 24]}}
              - {name: m, calendar: {part: hour, zone: Mars}}
              - {name: 1x, value: amount}
              - {name: o, value: amount, calendar: hour}
              - {name: p, count: {by: accountId, over: 1d, where: {chanel: ATM}}}
              - {name: q, equals: {field: amount, value: much}}
              - {name: r, log1p: {of: q2}}
              - just text
            """;

    @Test
    void readsTheFileThatIsShipped() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/features.yaml")) {
            FeatureSet set =
                    FeatureSet.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(set.definitions()).hasSizeGreaterThanOrEqualTo(40);
            assertThat(set.columns()).doesNotHaveDuplicates().contains("merchant_category=5411");
        }
    }

    @Test
    void declarationsSurviveJsonAndKeepTheirHashes() {
        FeatureSet set = FeatureSet.parse(Examples.OF_EVERY_KIND);
        JsonMapper json = JsonMapper.builder().build();
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> back =
                json.readValue(json.writeValueAsString(set.declarations()), List.class);
        FeatureSet again = FeatureSet.ofDeclarations(back);
        assertThat(again.definitions()).isEqualTo(set.definitions());
        assertThat(FeaturePlan.of(List.of(again)).hash())
                .isEqualTo(FeaturePlan.of(List.of(set)).hash());
    }

    @Test
    void aManifestLooksBackAsFarAsItWasOnceAllowedTo() {
        String longer = "features: [{name: a, count: {by: accountId, over: 300d}}]";
        assertThatThrownBy(() -> FeatureSet.parse(longer))
                .isInstanceOf(FeaturesFileException.class)
                .hasMessageContaining("180d");
        FeatureSet accepted = FeatureSet.parse(longer, Duration.ofDays(365));
        assertThat(FeatureSet.ofDeclarations(accepted.declarations()).definitions())
                .isEqualTo(accepted.definitions());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "count: {by: accountId, over: 24h}; count: {over: 1d, by: [accountId]}",
                "count: {by: [cardId, accountId], over: 1h}; count: {by: [accountId, cardId], over:"
                        + " 60m}",
                "calendar: weekend; calendar: {part: weekend, zone: UTC}",
                "equals: {field: merchantCategory, value: 5411}; equals: {field: merchantCategory,"
                        + " value: '5411'}",
                "log1p: {of: b}; log1p: {of: amount}"
            })
    void equalDefinitionsHaveEqualHashes(String one, String other) {
        assertThat(hashOf(one)).isEqualTo(hashOf(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "count: {by: accountId, over: 24h}; count: {by: accountId, over: 25h}",
                "count: {by: accountId, over: 1d}; count: {by: accountId, over: 1d, delay: 1d}",
                "equals: {field: attributes.x, value: 1}; equals: {field: attributes.x, value:"
                        + " '1'}",
                "calendar: weekend; calendar: {part: weekend, zone: Europe/Berlin}"
            })
    void otherDefinitionsHaveOtherHashes(String one, String other) {
        assertThat(hashOf(one)).isNotEqualTo(hashOf(other));
    }

    private static String hashOf(String kind) {
        String file = "features:\n  - {name: b, value: amount}\n  - name: a\n    " + kind + "\n";
        return FeatureSet.parse(file).definitions().get(1).hash();
    }

    @Test
    void allFaultsAreFoundAtOnceEachWithItsLine() {
        assertThat(faults(FAULTY))
                .extracting(fault -> fault.field() + " " + fault.code())
                .containsExactlyInAnyOrder(
                        "line 2 unknown_kind",
                        "line 3 unknown_identifier",
                        "line 4 invalid_span",
                        "line 5 not_a_number",
                        "line 6 duplicate_name",
                        "line 7 beyond_horizon",
                        "line 9 cycle",
                        "line 10 not_a_number",
                        "line 11 unknown_field",
                        "line 12 unknown_field",
                        "line 13 missing_field",
                        "line 14 invalid_hours",
                        "line 15 unknown_zone",
                        "line 16 invalid_name",
                        "line 17 one_kind_needed",
                        "line 18 unknown_field",
                        "line 19 not_a_number",
                        "line 20 unknown_field",
                        "line 21 wrong_type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{name: a, counts: 1}; count, distinct, equals",
                "{name: a, count: {by: x, over: 1d}}; accountId, cardId",
                "{name: a, count: {by: accountId, over: 1y}}; 90s, 15m, 24h, 7d",
                "{name: a, count: {by: accountId, over: 999d}}; at most 180d",
                "{name: a, value: x}; amount, attributes.*, latitude",
                "{name: a, calendar: month}; day_of_month, hour"
            })
    void aFaultSaysWhatIsAllowed(String feature, String allowed) {
        assertThat(faults("features: [" + feature + "]").getFirst().message()).contains(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "features: [; malformed_yaml",
                "''; missing_field",
                "features: []; missing_field",
                "feature: [{name: a, value: amount}]; unknown_field",
                "features: [{name: a, name: b, value: amount}]; duplicate_key",
                "features: [&a {name: a, value: amount}, *a]; alias_not_allowed",
                "features: &a [{name: x, ratio: {of: amount, to: *a}}]; alias_not_allowed",
                "features: [{name: a, ratio: {of: a, to: amount}}]; cycle",
                "features: [{name: a, sum: {by: accountId, over: 1d}}]; missing_field",
                "features: [{name: a, one_hot: {field: channel, values: [ATM, ATM]}}];"
                        + " duplicate_value",
                "features: [{name: a, count: {by: [], over: 1d}}]; missing_field",
                "features: [{name: a, count: {by: [cardId, cardId], over: 1d}}]; duplicate_value",
                "features: [{name: a, count: {by: cardId, over: 0d}}]; invalid_span"
            })
    void refuses(String file, String code) {
        assertThat(faults(file)).extracting(FieldFault::code).contains(code);
    }

    @Test
    void ratiosThatDoubleAtEveryStepAreRefusedBeforeTheyExplode() {
        StringBuilder file = new StringBuilder("features:\n  - {name: r0, value: amount}\n");
        for (int i = 1; i < 60; i++) {
            String before = "r" + (i - 1);
            file.append("  - {name: r%d, ratio: {of: %s, to: %s}}\n".formatted(i, before, before));
        }
        assertThat(faults(file.toString()))
                .extracting(FieldFault::code)
                .contains("nested_too_deep");
    }

    @Test
    void theHorizonIsASetting() {
        String file = "features: [{name: a, count: {by: cardId, over: 300d}}]";
        assertThat(FeatureSet.parse(file, Duration.ofDays(300)).columns()).containsExactly("a");
        assertThatThrownBy(() -> FeatureSet.parse(file, Duration.ofDays(299)))
                .isInstanceOf(FeaturesFileException.class);
    }

    private static List<FieldFault> faults(String file) {
        try {
            FeatureSet.parse(file);
        } catch (FeaturesFileException e) {
            return e.faults();
        }
        throw new AssertionError("nothing was refused");
    }
}
