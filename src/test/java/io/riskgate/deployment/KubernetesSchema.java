package io.riskgate.deployment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.JSON;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The schema of Kubernetes 1.34 as its official client generates it, and that of the Prometheus
 * operator: an unknown field, a missing one or one of another type is refused.
 */
final class KubernetesSchema {

    private static final ObjectMapper STRICT =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .setAnnotationIntrospector(
                            new JacksonAnnotationIntrospector() {
                                /* The model's classes would take what they do not know. */
                                @Override
                                public Boolean hasAnySetter(Annotated member) {
                                    return false;
                                }
                            });

    private static final Map<String, Class<?>> OPERATOR =
            Map.of(
                    "PrometheusRule", PrometheusRule.class,
                    "ServiceMonitor", ServiceMonitor.class);

    private KubernetesSchema() {}

    /**
     * @param object as JSON
     * @throws IllegalArgumentException with what is wrong
     */
    static void check(String object) {
        JsonElement json = JsonParser.parseString(object);
        String kind = json.getAsJsonObject().get("kind").getAsString();
        String version = json.getAsJsonObject().get("apiVersion").getAsString();
        if (version.equals("monitoring.coreos.com/v1")) {
            checkOperators(object, OPERATOR.get(kind));
        } else {
            checkCore(json, version.substring(version.indexOf('/') + 1), kind);
        }
    }

    private static void checkOperators(String object, Class<?> type) {
        try {
            STRICT.readValue(object, type);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void checkCore(JsonElement json, String version, String kind) {
        String name =
                "io.kubernetes.client.openapi.models." + version.toUpperCase(Locale.ROOT) + kind;
        try {
            Class<?> type = Class.forName(name);
            type.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
            /* Read and written again it is still there, unless a value is of another type than its field. */
            Gson gson = JSON.getGson();
            JsonElement again = gson.toJsonTree((Object) gson.fromJson(json, (Class<?>) type));
            if (!isWithin(json, again)) {
                throw new IllegalArgumentException(
                        "a value of another type than its field: " + json + " read as " + again);
            }
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no such kind: " + name, e);
        }
    }

    private static boolean isWithin(JsonElement part, @Nullable JsonElement whole) {
        if (whole == null) {
            return false;
        }
        if (part.isJsonObject() && whole.isJsonObject()) {
            return part.getAsJsonObject().entrySet().stream()
                    .allMatch(
                            each ->
                                    isWithin(
                                            each.getValue(),
                                            whole.getAsJsonObject().get(each.getKey())));
        }
        if (part.isJsonArray() && whole.isJsonArray()) {
            return part.getAsJsonArray().size() == whole.getAsJsonArray().size()
                    && IntStream.range(0, part.getAsJsonArray().size())
                            .allMatch(
                                    index ->
                                            isWithin(
                                                    part.getAsJsonArray().get(index),
                                                    whole.getAsJsonArray().get(index)));
        }
        return part.equals(whole);
    }
}
