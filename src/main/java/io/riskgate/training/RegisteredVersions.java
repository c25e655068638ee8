package io.riskgate.training;

import io.riskgate.registry.Alias;
import io.riskgate.registry.AliasRevision;
import io.riskgate.registry.Aliases;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelFolder;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;
import io.riskgate.registry.RegistrySettings;
import io.riskgate.registry.ServingVersions;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;

/** The registry as training uses it: versions go to the database and to the folder beside it. */
@Component
class RegisteredVersions implements Versions {

    private static final Logger log = LoggerFactory.getLogger(RegisteredVersions.class);
    private static final String BY = "retrain";

    private final Models models;
    private final Aliases aliases;
    private final ModelFolder folder;
    private final Promotions promotions;

    /**
     * @param seeded makes sure that the versions that come with the service are registered first
     */
    RegisteredVersions(
            Models models,
            Aliases aliases,
            RegistrySettings settings,
            Promotions promotions,
            ServingVersions seeded) {
        this.models = models;
        this.aliases = aliases;
        this.folder = new ModelFolder(settings.directory());
        this.promotions = promotions;
    }

    @Override
    public Optional<Champion> champion(String model) {
        return aliases.find(model, Alias.CHAMPION)
                .map(AliasRevision::reference)
                .map(version -> new Champion(models.get(version), models.model(version)));
    }

    @Override
    public Manifest register(Manifest draft, byte[] onnx, @Nullable String refusal) {
        Manifest registered = models.register(draft, onnx, refusal, BY);
        try {
            folder.write(registered, onnx);
        } catch (FileAlreadyExistsException e) {
            log.warn("{} is in the folder already and was left as it is", registered.model());
        } catch (IOException e) {
            log.warn("{} is registered, but not on disk: {}", registered.model(), e.toString());
        }
        return registered;
    }

    @Override
    public boolean promote(List<ModelReference> versions, String reason) {
        return promotions.promote(versions, reason, BY);
    }
}
