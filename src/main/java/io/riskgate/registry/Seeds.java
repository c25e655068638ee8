package io.riskgate.registry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes the versions that come with the service, and those of the registry's folder, into the
 * database; a model without champion gets the newest of them that passed its gates.
 */
@Component
class Seeds {

    private static final Logger log = LoggerFactory.getLogger(Seeds.class);
    private static final String BY = "seed";

    private final Models models;
    private final Aliases aliases;
    private final RegistrySettings settings;

    Seeds(Models models, Aliases aliases, RegistrySettings settings) {
        this.models = models;
        this.aliases = aliases;
        this.settings = settings;
    }

    /** Does nothing for what is already there. */
    void plant() {
        SortedMap<String, Integer> newest = new TreeMap<>();
        try {
            for (Resource manifest :
                    new PathMatchingResourcePatternResolver()
                            .getResources(
                                    "classpath*:model-registry/*/*/" + ModelFolder.MANIFEST)) {
                Resource model = manifest.createRelative(ModelFolder.MODEL);
                plant(manifest.getContentAsByteArray(), model.getContentAsByteArray(), newest);
            }
            for (Path folder : new ModelFolder(settings.directory()).versions()) {
                byte[] manifest = Files.readAllBytes(folder.resolve(ModelFolder.MANIFEST));
                plant(manifest, Files.readAllBytes(folder.resolve(ModelFolder.MODEL)), newest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The seeded models cannot be read", e);
        }
        newest.forEach(this::crown);
    }

    private void plant(byte[] json, byte[] model, Map<String, Integer> newest) {
        Manifest manifest = ManifestJson.read(json);
        ModelReference version = manifest.model();
        String sha256 = Hashes.sha256(model);
        if (!sha256.equals(manifest.evidence().sha256())) {
            log.error(
                    "Seeded model {} is left out: its file is not the one of its manifest",
                    version);
            return;
        }
        if (!models.adopt(manifest, model, BY)
                && !models.get(version).evidence().sha256().equals(sha256)) {
            log.warn("Seeded model {} is left out: another file is registered as it", version);
            return;
        }
        if (models.refusal(version).isEmpty()) {
            newest.merge(version.name(), version.version(), Math::max);
        }
    }

    private void crown(String model, int version) {
        if (aliases.find(model, Alias.CHAMPION).isEmpty()) {
            aliases.put(
                    Alias.CHAMPION,
                    new ModelReference(model, version),
                    0,
                    "the first champion comes with the service",
                    BY);
        }
    }
}
