package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RunningGate;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The admin API of models, as an operator uses it. */
class AdminModelsTests {

    private static final String MODELS = "/admin/v1/models";
    private static final String CHAMPION = MODELS + "/fraud/aliases/champion";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static RunningGate gate;

    @BeforeAll
    static void start() {
        gate = RunningGate.shared();
    }

    @Test
    void aForeignModelIsRegisteredPutToWorkAndRolledBack() {
        int before = send("GET", CHAMPION, "").json().path("version").asInt();
        Reply registered = register("fraud", ExampleModels.column(), manifest());
        assertThat(registered.status).isEqualTo(201);
        int version = registered.json().path("version").asInt();
        assertThat(registered.json().path("name").asString()).isEqualTo("fraud");
        assertThat(registered.json().path("outputKind").asString()).isEqualTo("PROBABILITY");
        assertThat(registered.json().path("sha256").asString()).hasSize(64);
        String path = MODELS + "/fraud/versions/" + version;
        assertThat(send("GET", path, "").json()).isEqualTo(registered.json());
        put(version);
        assertThat(decide("swap-" + version).path("model").path("version").asInt())
                .isEqualTo(version);
        put(before);
        assertThat(decide("back-" + version).path("model").path("version").asInt())
                .isEqualTo(before);
        JsonNode alias = send("GET", CHAMPION, "").json();
        assertThat(alias.path("history").path(0).path("version").asInt()).isEqualTo(before);
        assertThat(alias.path("history").path(1).path("reason").asString()).isEqualTo("a test");
    }

    /* New windows may have to be filled first: until then the answer is 409, and says so. */
    private static void put(int version) {
        String body = "{\"version\": " + version + ", \"reason\": \"a test\"}";
        Bench.await(
                () -> {
                    Reply reply = send("PUT", CHAMPION, body);
                    if (reply.status == 409) {
                        assertThat(reply.json().path("step").asString()).isEqualTo("features");
                        return false;
                    }
                    assertThat(reply.status).isEqualTo(200);
                    return true;
                });
    }

    private static JsonNode decide(String id) {
        return gate.decide(
                        """
                        {"transactionId": "%s", "occurredAt": "2026-11-20T10:00:00Z",
                         "amount": {"value": 100, "currency": "EUR"}, "accountId": "acc-swap",
                         "latitude": 0.5, "longitude": 0.5}
                        """
                                .formatted(id))
                .json();
    }

    @Test
    void whatCannotServeIsRefusedWithWhatWasFoundAndWhatIsAccepted() {
        Reply wide = register("another", ExampleModels.column(), manifest("amount"));
        assertThat(wide.status).isEqualTo(422);
        assertThat(wide.json().path("code").asString()).isEqualTo("unprocessable");
        assertThat(wide.json().path("found").asString()).contains("[N,3]");
        assertThat(wide.json().path("accepted").asString()).contains("[N,1]");
        assertThat(register("another", new byte[] {1, 2, 3}, manifest()).status).isEqualTo(422);
        assertThat(register("another", ExampleModels.column(), "{").status).isEqualTo(422);
        assertThat(register("another", ExampleModels.column(), "{}").status).isEqualTo(422);
        assertThat(register("NOT_A_NAME", ExampleModels.column(), manifest()).status)
                .isEqualTo(400);
        assertThat(send("GET", MODELS + "/another/versions/1", "").status).isEqualTo(404);
    }

    @Test
    void anAliasNeedsAKnownVersionAndAReason() {
        Reply incomplete = send("PUT", CHAMPION, "{}");
        assertThat(incomplete.status).isEqualTo(400);
        assertThat(incomplete.json().path("errors").size()).isEqualTo(2);
        assertThat(send("PUT", CHAMPION, "{\"version\": 9999, \"reason\": \"x\"}").status)
                .isEqualTo(404);
        assertThat(send("GET", MODELS + "/fraud/aliases/emperor", "").status).isEqualTo(404);
    }

    @Test
    void thresholdsAreReadEditedAndProtectedFromAStaleWriter() {
        JsonNode before = send("GET", "/admin/v1/thresholds", "").json();
        String edit =
                JSON.writeValueAsString(
                        Map.of(
                                "revision", before.path("revision").asInt(),
                                "standard", before.path("standard"),
                                "channels",
                                        Map.of(
                                                "ATM",
                                                Map.of(
                                                        "challenge", 0.2,
                                                        "review", 0.4,
                                                        "decline", 1.5))));
        JsonNode after = send("PUT", "/admin/v1/thresholds", edit).json();
        assertThat(after.path("revision").asInt()).isEqualTo(before.path("revision").asInt() + 1);
        assertThat(after.path("channels").path("ATM").path("review").asDouble()).isEqualTo(0.4);
        Reply stale = send("PUT", "/admin/v1/thresholds", edit);
        assertThat(stale.status).isEqualTo(409);
        assertThat(stale.json().path("code").asString()).isEqualTo("state_conflict");
        String falling =
                "{\"revision\": %d, \"standard\": {\"challenge\": 1, \"review\": 0.5, \"decline\": 0}}"
                        .formatted(after.path("revision").asInt());
        assertThat(send("PUT", "/admin/v1/thresholds", falling).status).isEqualTo(400);
    }

    @Test
    void modelsAreListed() {
        JsonNode page = send("GET", MODELS + "?limit=200", "").json();
        assertThat(page.path("items").findValuesAsString("name")).contains("fraud");
        assertThat(page.path("hasMore").asBoolean()).isFalse();
    }

    private static String manifest(String... withOnly) {
        String all =
                """
                {"description": "made by hand", "features": [
                  {"name": "amount", "value": "amount"},
                  {"name": "latitude", "value": "latitude"},
                  {"name": "longitude", "value": "longitude"}]}
                """;
        return withOnly.length == 0
                ? all
                : "{\"features\": [{\"name\": \"amount\", \"value\": \"amount\"}]}";
    }

    private static Reply register(String name, byte[] model, String manifest) {
        String boundary = "a-boundary";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(part(boundary, "model\"; filename=\"model.onnx"));
        body.writeBytes(model);
        body.writeBytes(part(boundary, "manifest"));
        body.writeBytes(manifest.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(
                request(MODELS + "/" + name + "/versions")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static byte[] part(String boundary, String name) {
        return ("\r\n--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\""
                        + name
                        + "\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Reply send(String method, String path, String body) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + gate.port() + path))
                .header("Authorization", "Bearer rk_dev_admin");
    }

    private static Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Reply(int status, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }
    }
}
