package io.riskgate.registry.web;

import io.riskgate.registry.Alias;
import io.riskgate.registry.AliasRevision;
import io.riskgate.registry.Aliases;
import io.riskgate.registry.ModelReference;
import io.riskgate.transaction.Changed;
import io.riskgate.transaction.Changes;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.util.Objects;

/** Changes of aliases, a champion's made at once or proposed, as four eyes are configured. */
@Component
class ChampionChanges implements Changes.Applier {

    private final AdminModels admin;
    private final Aliases aliases;
    private final Changes changes;
    private final JsonMapper json = JsonMapper.builder().build();

    ChampionChanges(AdminModels admin, Aliases aliases, Changes changes) {
        this.admin = admin;
        this.aliases = aliases;
        this.changes = changes;
    }

    Changed<AliasRevision> put(Alias alias, ModelReference version, AliasChange change, String by) {
        if (alias != Alias.CHAMPION || !changes.needApproval(kind())) {
            return new Changed.Made<>(admin.put(alias, version, change, by));
        }
        admin.requirePossible(alias, version, change);
        AliasRevision before = aliases.find(version.name(), alias).orElse(null);
        int current = before == null ? 0 : before.revision();
        int read = Objects.requireNonNullElse(change.revision(), current);
        if (read != current) {
            throw new RefusedException(
                    ErrorCode.STATE_CONFLICT,
                    "The champion is at revision %d, not %d: read it again."
                            .formatted(current, read));
        }
        return propose(version, change, before, by);
    }

    private Changed<AliasRevision> propose(
            ModelReference version, AliasChange change, @Nullable AliasRevision before, String by) {
        return new Changed.Proposed<>(
                changes.propose(
                        new Changes.Draft(
                                kind(),
                                "alias.changed",
                                "/models/" + version.name() + "/aliases/champion",
                                before,
                                new Wanted(
                                        version.name(),
                                        new AliasChange(
                                                version.version(),
                                                change.reason(),
                                                before == null ? 0 : before.revision(),
                                                change.override()))),
                        by));
    }

    @Override
    public Changes.Kind kind() {
        return Changes.Kind.CHAMPION;
    }

    @Override
    public void apply(String action, String change, String by) {
        Wanted wanted = json.readValue(change, Wanted.class);
        int version = Objects.requireNonNull(wanted.change().version());
        admin.put(Alias.CHAMPION, new ModelReference(wanted.model(), version), wanted.change(), by);
    }

    /** What a proposal asks for. */
    private record Wanted(String model, AliasChange change) {}
}
