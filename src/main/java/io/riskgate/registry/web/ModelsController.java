package io.riskgate.registry.web;

import io.riskgate.feature.FeatureSettings;
import io.riskgate.registry.Alias;
import io.riskgate.registry.AliasRevision;
import io.riskgate.registry.Aliases;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ManifestJson;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;
import io.riskgate.registry.RegisteredVersion;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.FieldFault;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RefusedException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Models and their versions: list, look at, register. */
@RestController
@RequestMapping("/admin/v1/models")
class ModelsController {

    private final AdminModels admin;
    private final Models models;
    private final Aliases aliases;
    private final FeatureSettings features;

    ModelsController(AdminModels admin, Models models, Aliases aliases, FeatureSettings features) {
        this.admin = admin;
        this.models = models;
        this.aliases = aliases;
        this.features = features;
    }

    @GetMapping
    Page<Listed> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        SortedMap<String, List<RegisteredVersion>> byName = new TreeMap<>();
        for (RegisteredVersion version : models.list()) {
            byName.computeIfAbsent(version.model().name(), _ -> new ArrayList<>()).add(version);
        }
        List<AliasRevision> current = aliases.current();
        List<Listed> listed =
                byName.entrySet().stream()
                        .filter(model -> after == null || model.getKey().compareTo(after) > 0)
                        .limit(Page.limit(limit) + 1L)
                        .map(model -> Listed.of(model.getKey(), model.getValue(), current))
                        .toList();
        return Page.of(listed, Page.limit(limit), Listed::name);
    }

    @GetMapping(path = "/{name}/versions/{version}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> manifest(@PathVariable String name, @PathVariable int version) {
        return json(ResponseEntity.ok(), models.get(new ModelReference(name, version)));
    }

    @PostMapping(
            path = "/{name}/versions",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> register(
            @PathVariable String name, HttpServletRequest request, @Nullable Principal principal)
            throws IOException, ServletException {
        if (!name.matches("[a-z0-9-]{1,64}")) {
            throw RefusedException.invalid(
                    List.of(
                            new FieldFault(
                                    "name",
                                    "invalid_request",
                                    "a model's name is 1 to 64 of a-z, 0-9 and -")));
        }
        Submission submission =
                Submission.read(name, part(request, "manifest"), features.horizon());
        Manifest registered =
                admin.register(submission, part(request, "model"), Caller.of(principal));
        URI location =
                URI.create(
                        "/admin/v1/models/" + name + "/versions/" + registered.model().version());
        return json(ResponseEntity.created(location), registered);
    }

    private static byte[] part(HttpServletRequest request, String name)
            throws IOException, ServletException {
        Part part = request.getPart(name);
        if (part == null) {
            throw new RefusedException(
                    ErrorCode.UNPROCESSABLE,
                    "The part \""
                            + name
                            + "\" is missing; accepted are the parts \"model\" (the ONNX file) and"
                            + " \"manifest\" (JSON).");
        }
        return part.getInputStream().readAllBytes();
    }

    private static ResponseEntity<byte[]> json(
            ResponseEntity.BodyBuilder response, Manifest manifest) {
        return response.contentType(MediaType.APPLICATION_JSON).body(ManifestJson.write(manifest));
    }

    /**
     * A model with its versions.
     *
     * @param champion the version that is champion, null where none is
     * @param challenger the version that is challenger, null where none is
     */
    record Listed(
            String name,
            @Nullable Integer champion,
            @Nullable Integer challenger,
            List<RegisteredVersion> versions) {

        static Listed of(
                String name, List<RegisteredVersion> versions, List<AliasRevision> current) {
            return new Listed(
                    name,
                    version(name, Alias.CHAMPION, current),
                    version(name, Alias.CHALLENGER, current),
                    versions);
        }

        private static @Nullable Integer version(
                String name, Alias alias, List<AliasRevision> current) {
            for (AliasRevision one : current) {
                if (one.alias() == alias && one.model().equals(name)) {
                    return one.version();
                }
            }
            return null;
        }
    }
}
