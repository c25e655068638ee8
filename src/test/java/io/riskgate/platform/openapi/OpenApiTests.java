package io.riskgate.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RunningGate;

import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import tools.jackson.databind.JsonNode;

import java.util.Locale;

/** The description names every route and shows what each takes and gives. */
class OpenApiTests {

    private final RunningGate gate = RunningGate.shared();
    private final JsonNode api = gate.get("/v3/api-docs", "").json();

    @Test
    void isOpenApi31() {
        assertThat(api.path("openapi").asString()).startsWith("3.1");
        assertThat(
                        api.path("components")
                                .path("securitySchemes")
                                .path("key")
                                .path("scheme")
                                .asString())
                .isEqualTo("bearer");
    }

    @Test
    void namesEveryRoute() {
        gate.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach(
                        (mapping, handler) -> {
                            for (String path : mapping.getPatternValues()) {
                                if (path.startsWith("/v1/") || path.startsWith("/admin/")) {
                                    mapping.getMethodsCondition()
                                            .getMethods()
                                            .forEach(
                                                    method -> assertDescribed(path, method.name()));
                                }
                            }
                        });
    }

    @Test
    void pointsNowhereElse() {
        api.findValuesAsString("$ref")
                .forEach(
                        reference ->
                                assertThat(api.at(reference.substring(1)).isMissingNode())
                                        .as(reference)
                                        .isFalse());
    }

    @Test
    void hasAPage() {
        assertThat(gate.get("/swagger-ui/index.html", "").status()).isEqualTo(200);
    }

    private void assertDescribed(String path, String method) {
        JsonNode operation = api.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
        String name = method + " " + path;
        assertThat(operation.isObject()).as(name).isTrue();
        assertThat(operation.path("summary").asString()).as(name + " has a summary").isNotBlank();
        JsonNode body = operation.path("requestBody");
        if (!body.isMissingNode()) {
            assertThat(hasExample(body)).as(name + " shows what it takes").isTrue();
        }
        operation
                .path("responses")
                .properties()
                .forEach(
                        response -> {
                            if (!response.getKey().equals("204")) {
                                assertThat(hasExample(response.getValue()))
                                        .as(name + " shows its " + response.getKey())
                                        .isTrue();
                            }
                        });
        assertThat(operation.path("responses").path("401").isObject()).as(name).isTrue();
    }

    private static boolean hasExample(JsonNode described) {
        JsonNode content = described.path("content");
        return !content.isEmpty()
                && content.valueStream()
                        .allMatch(type -> type.has("example") || type.has("examples"));
    }
}
