package io.riskgate.platform.openapi;

import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponses;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What people wrote of the operations, beside what the code says: words, schemas and examples. */
final class Descriptions {

    private final List<OpenAPI> written;

    private Descriptions(List<OpenAPI> written) {
        this.written = List.copyOf(written);
    }

    /** Those packaged in {@code openapi/*.yaml}. */
    static Descriptions load() {
        List<OpenAPI> written = new ArrayList<>();
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:openapi/*.yaml")) {
                try (InputStream in = file.getInputStream()) {
                    written.add(Yaml31.mapper().readValue(in, OpenAPI.class));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Descriptions(written);
    }

    /** Adds to a description made from the code what was written. */
    void addTo(OpenAPI api) {
        for (OpenAPI document : written) {
            addSchemas(api.getComponents(), document.getComponents());
            if (document.getPaths() != null) {
                document.getPaths().forEach((path, item) -> add(api.getPaths().get(path), item));
            }
        }
    }

    private static void addSchemas(Components to, @Nullable Components from) {
        if (from != null && from.getSchemas() != null) {
            from.getSchemas().forEach(to::addSchemas);
        }
    }

    private static void add(@Nullable PathItem to, PathItem from) {
        if (to == null) {
            return;
        }
        Map<PathItem.HttpMethod, Operation> there = to.readOperationsMap();
        from.readOperationsMap()
                .forEach(
                        (method, operation) -> {
                            if (there.containsKey(method)) {
                                add(there.get(method), operation);
                            }
                        });
    }

    private static void add(Operation to, Operation from) {
        to.setSummary(from.getSummary());
        to.setDescription(from.getDescription());
        if (from.getParameters() != null) {
            from.getParameters().forEach(to::addParametersItem);
        }
        if (from.getRequestBody() != null) {
            RequestBody body = to.getRequestBody();
            Content before = body == null ? null : body.getContent();
            to.setRequestBody(from.getRequestBody());
            from.getRequestBody()
                    .setRequired(body == null || !Boolean.FALSE.equals(body.getRequired()));
            keepSchemas(from.getRequestBody().getContent(), before);
        }
        ApiResponses before = to.getResponses();
        to.setResponses(new ApiResponses());
        from.getResponses()
                .forEach(
                        (status, response) -> {
                            to.getResponses().addApiResponse(status, response);
                            keepSchemas(response.getContent(), contentOf(before));
                        });
    }

    /* What the code says of the one good answer. */
    private static @Nullable Content contentOf(@Nullable ApiResponses responses) {
        return responses == null
                ? null
                : responses.entrySet().stream()
                        .filter(each -> each.getKey().startsWith("2"))
                        .flatMap(each -> Stream.ofNullable(each.getValue().getContent()))
                        .findFirst()
                        .orElse(null);
    }

    private static void keepSchemas(@Nullable Content written, @Nullable Content before) {
        if (written == null || before == null || before.isEmpty()) {
            return;
        }
        Schema<?> schema = before.values().iterator().next().getSchema();
        for (MediaType type : written.values()) {
            if (type.getSchema() == null) {
                type.setSchema(schema);
            }
        }
    }
}
