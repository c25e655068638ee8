package io.riskgate.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the chart makes of good values, and what it says to bad ones. */
class ChartTests {

    @Test
    void isCleanOfLint() {
        LintResult lint = new Helm(Chart.FOLDER).lint().strict().call();

        assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "full-values.yaml", "least-values.yaml"})
    void makesOnlyWhatTheClusterAccepts(String values) {
        for (JsonNode object : Chart.render(values, Map.of())) {
            assertThatCode(() -> KubernetesSchema.check(object.toString()))
                    .as(object.at("/metadata/name").asString())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 1 | replicaz: 1 | replicaz",
                "replicas: 1 | replicas: '1' | another type",
                "selector: {matchLabels: {a: b}} | minReadySeconds: 1 | selector"
            })
    void plantedFaultsAreFound(String from, String to, String named) {
        String sound =
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: a}
                spec:
                  replicas: 1
                  selector: {matchLabels: {a: b}}
                  template: {spec: {containers: [{name: a}]}}
                """;
        KubernetesSchema.check(Chart.objects(sound).getFirst().toString());
        String faulty = Chart.objects(sound.replace(from, to)).getFirst().toString();

        assertThatThrownBy(() -> KubernetesSchema.check(faulty)).hasMessageContaining(named);
        assertThatThrownBy(
                        () ->
                                KubernetesSchema.check(
                                        """
                                        {"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule",
                                         "spec": {"groups": [{"name": "a", "ruels": []}]}}
                                        """))
                .hasMessageContaining("ruels");
    }

    @Test
    void hasEveryPart() {
        assertThat(kinds("full-values.yaml"))
                .containsExactlyInAnyOrder(
                        "Deployment",
                        "Service",
                        "Service",
                        "ServiceAccount",
                        "PersistentVolumeClaim",
                        "CronJob",
                        "Job",
                        "ServiceMonitor",
                        "PrometheusRule",
                        "ConfigMap",
                        "PodDisruptionBudget",
                        "NetworkPolicy",
                        "Pod");
        assertThat(kinds("least-values.yaml"))
                .containsExactlyInAnyOrder("Deployment", "Service", "Service", "Job", "Pod");
    }

    @Test
    void stopsTheOldOneBeforeItStartsTheNew() {
        JsonNode spec = Chart.only(Chart.render("", Map.of()), "Deployment").path("spec");
        JsonNode pod = spec.at("/template/spec");

        assertThat(spec.at("/strategy/type").asString()).isEqualTo("Recreate");
        assertThat(spec.path("replicas").asInt()).isEqualTo(1);
        assertThat(pod.path("volumes").findValue("persistentVolumeClaim")).isNotNull();
        String drain =
                variables(pod)
                        .get("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE")
                        .path("value")
                        .asString();
        assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                .isGreaterThan(10 + Integer.parseInt(drain.replace("s", "")));
    }

    /** As the restricted pod security standard has it, and more. */
    @Test
    void everyPodIsRestricted() {
        for (JsonNode pod : pods(Chart.render("full-values.yaml", Map.of()))) {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asString())
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            JsonNode security = pod.at("/containers/0/securityContext");
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
            assertThat(pod.at("/containers/0/resources/limits/memory").asString()).isNotEmpty();
            assertThat(pod.path("hostNetwork").asBoolean(false)).isFalse();
        }
    }

    @Test
    void namesSecretsAndHoldsNone() {
        List<JsonNode> objects = Chart.render("full-values.yaml", Map.of());

        assertThat(objects).noneMatch(each -> each.path("kind").asString().equals("Secret"));
        for (JsonNode pod : pods(objects)) {
            variables(pod)
                    .forEach(
                            (name, variable) -> {
                                if (name.matches(".*(PASSWORD|USER|USERNAME|KEYS?|JAAS_CONFIG)$")) {
                                    assertThat(
                                                    variable.at("/valueFrom/secretKeyRef/name")
                                                            .asString(""))
                                            .as(name)
                                            .isNotEmpty();
                                }
                            });
        }
        assertThat(variables(pod(objects, "Deployment"))).doesNotContainKey("SPRING_FLYWAY_USER");
        assertThat(variables(pod(objects, "Job")).keySet())
                .contains("SPRING_FLYWAY_USER", "SPRING_FLYWAY_PASSWORD");
    }

    @Test
    void servesFromANodeWithAGpuOnlyWhereAsked() {
        JsonNode with = pod(Chart.render("full-values.yaml", Map.of()), "Deployment");
        JsonNode without = pod(Chart.render("", Map.of()), "Deployment");

        assertThat(with.at("/containers/0/resources/limits").has("nvidia.com/gpu")).isTrue();
        assertThat(with.at("/nodeSelector/accelerator").asString()).isEqualTo("nvidia");
        assertThat(with.path("tolerations").toString()).contains("nvidia.com/gpu", "payments");
        assertThat(without.toString()).doesNotContain("nvidia");
    }

    @Test
    void everyVariableIsASettingOfTheService() {
        for (JsonNode pod : pods(Chart.render("full-values.yaml", Map.of()))) {
            assertThat(variables(pod).keySet())
                    .filteredOn(name -> !name.startsWith("RISKGATE_TEST_"))
                    .allMatch(Settings::isKnown, "a setting");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas | 2 | one total order",
                "persistence.enabled | false | must outlive the pod",
                "shutdown.graceSeconds | 17 | kills the service while it drains",
                "database.url | jdbc:postgresql://h/d?password=x | put it into a secret",
                "kafka.securityProtocol | SASL_SSL | jaasSecret.name must name",
                "settings.SPRING_DATASOURCE_PASSWORD | x | name a secret"
            })
    void refusesWithTheReason(String value, String bad, String reason) {
        assertThatThrownBy(() -> Chart.render("", Map.of(value, bad)))
                .hasMessageContaining(value.split("\\.")[0])
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas | many | replicas",
                "replicaz | 2 | replicaz",
                "resources.limits.memory | lots | limits/memory",
                "database.url | postgres://h/d | database/url",
                "persistence.accessMode | ReadOnlyMany | accessMode",
                "retrain.schedule | sometimes | schedule",
                "retrain.promote | always | promote",
                "image.digest | sha1:1 | digest",
                "settings.lower | x | lower",
                "gpu.count | 0 | count"
            })
    void saysWhichValueIsBad(String value, String bad, String named) {
        assertThatThrownBy(() -> Chart.render("", Map.of(value, bad)))
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(named);
    }

    private static List<String> kinds(String values) {
        return Chart.render(values, Map.of()).stream()
                .map(object -> object.path("kind").asString())
                .toList();
    }

    private static List<JsonNode> pods(List<JsonNode> objects) {
        return Stream.of("Deployment", "Job", "CronJob", "Pod")
                .map(kind -> pod(objects, kind))
                .toList();
    }

    private static JsonNode pod(List<JsonNode> objects, String kind) {
        JsonNode spec = Chart.only(objects, kind).path("spec");
        return switch (kind) {
            case "Pod" -> spec;
            case "CronJob" -> spec.at("/jobTemplate/spec/template/spec");
            default -> spec.at("/template/spec");
        };
    }

    private static Map<String, JsonNode> variables(JsonNode pod) {
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        pod.at("/containers/0/env")
                .forEach(each -> variables.put(each.path("name").asString(), each));
        return variables;
    }
}
