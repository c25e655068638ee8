package io.riskgate.registry;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which versions are to serve, as the registry now says. Once this is there, the seeded versions
 * are registered.
 */
@Component
public class ServingVersions {

    private final Models models;
    private final Aliases aliases;
    private final RegistrySettings settings;

    ServingVersions(Models models, Aliases aliases, RegistrySettings settings, Seeds seeds) {
        this.models = models;
        this.aliases = aliases;
        this.settings = settings;
        seeds.plant();
    }

    /** What each role is to be filled with. */
    public Optional<AliasRevision> of(Role role) {
        return switch (role) {
            case CHAMPION -> aliases.find(settings.model(), Alias.CHAMPION);
            case FALLBACK -> aliases.find(settings.fallback(), Alias.CHAMPION);
            case CHALLENGER -> aliases.find(settings.model(), Alias.CHALLENGER);
        };
    }

    /** The role that a version has under an alias; empty for a model that does not serve. */
    public Optional<Role> role(String model, Alias alias) {
        if (model.equals(settings.model())) {
            return Optional.of(alias == Alias.CHAMPION ? Role.CHAMPION : Role.CHALLENGER);
        }
        return model.equals(settings.fallback()) && alias == Alias.CHAMPION
                ? Optional.of(Role.FALLBACK)
                : Optional.empty();
    }

    /** The manifests of all that serve: what they need must be computed for every transaction. */
    public List<Manifest> manifests() {
        List<Manifest> manifests = new ArrayList<>();
        for (Role role : Role.values()) {
            of(role).flatMap(revision -> models.find(revision.reference()))
                    .ifPresent(manifests::add);
        }
        return manifests;
    }

    /** What a model does for a decision. */
    public enum Role {
        /** Decides. */
        CHAMPION,
        /** Decides where the champion does not answer in time. */
        FALLBACK,
        /** Is watched. */
        CHALLENGER
    }
}
