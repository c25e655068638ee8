package io.riskgate.registry;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Every version of every model, as the database holds them. A version never changes once
 * registered.
 */
@Repository
public class Models {

    private static final String NEXT =
            """
            insert into model_version (name, version, manifest, model, sha256, refusal, registered_by)
            select :name, next.version,
                   jsonb_set(cast(:manifest as jsonb), '{version}', to_jsonb(next.version)),
                   :model, :sha256, :refusal, :by
            from (select coalesce(max(version), 0) + 1 as version
                  from model_version where name = :name) next
            on conflict do nothing
            returning version
            """;

    private static final String EXACT =
            """
            insert into model_version (name, version, manifest, model, sha256, refusal, registered_by)
            values (:name, :version, cast(:manifest as jsonb), :model, :sha256, :refusal, :by)
            on conflict do nothing
            """;

    private final JdbcClient jdbc;

    public Models(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The versions of all models, by name and rising version. */
    public List<RegisteredVersion> list() {
        return jdbc.sql(
                        """
                        select name, version, sha256, refusal, registered_by, registered_at
                        from model_version order by name, version
                        """)
                .query(
                        (row, _) ->
                                new RegisteredVersion(
                                        new ModelReference(row.getString(1), row.getInt(2)),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getObject(6, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** What is known of a version, as it was registered. */
    public Optional<Manifest> find(ModelReference version) {
        return jdbc.sql("select manifest from model_version where name = ? and version = ?")
                .params(version.name(), version.version())
                .query(String.class)
                .optional()
                .map(ManifestJson::read);
    }

    /**
     * What is known of a version.
     *
     * @throws RefusedException (404) where there is none
     */
    public Manifest get(ModelReference version) {
        return find(version).orElseThrow(() -> unknown(version));
    }

    /** Why a version failed its gates; empty where it did not. */
    public Optional<String> refusal(ModelReference version) {
        return jdbc.sql(
                        """
                        select refusal from model_version
                        where name = ? and version = ? and refusal is not null
                        """)
                .params(version.name(), version.version())
                .query(String.class)
                .optional();
    }

    /**
     * The SHA-256 of a version's ONNX file.
     *
     * @throws RefusedException (404) where there is none
     */
    public String sha256(ModelReference version) {
        return jdbc.sql("select sha256 from model_version where name = ? and version = ?")
                .params(version.name(), version.version())
                .query(String.class)
                .optional()
                .orElseThrow(() -> unknown(version));
    }

    /** The ONNX file of a version. */
    public byte[] model(ModelReference version) {
        return jdbc.sql("select model from model_version where name = ? and version = ?")
                .params(version.name(), version.version())
                .query((row, _) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> unknown(version));
    }

    /**
     * Registers a model under the next version number of its name.
     *
     * @param draft its manifest; the version and the hash that it names are replaced
     * @param refusal why it must not become champion, null where it may
     * @param by who registers it
     * @return the manifest as it now stands
     */
    public Manifest register(Manifest draft, byte[] model, @Nullable String refusal, String by) {
        Manifest hashed = draft.withSha256(Hashes.sha256(model));
        while (true) {
            Optional<Integer> version =
                    insert(NEXT, hashed, model, refusal, by).query(Integer.class).optional();
            if (version.isPresent()) {
                return hashed.withVersion(version.get());
            }
        }
    }

    /**
     * Takes over a version under the number it already has.
     *
     * @return whether it was new; if not, the registered one stands
     */
    public boolean adopt(Manifest manifest, byte[] model, String by) {
        Object refused = manifest.provenance().get(Manifest.REFUSED);
        String refusal = refused == null ? null : refused.toString();
        return insert(EXACT, manifest, model, refusal, by)
                        .param("version", manifest.model().version())
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec insert(
            String sql, Manifest manifest, byte[] model, @Nullable String refusal, String by) {
        return jdbc.sql(sql)
                .param("name", manifest.model().name())
                .param("manifest", ManifestJson.writeText(manifest))
                .param("model", model)
                .param("sha256", manifest.evidence().sha256())
                .param("refusal", refusal)
                .param("by", by);
    }

    /** The thresholds of a version as they now stand: the manifest's, or the last edit. */
    public RevisedThresholds thresholds(ModelReference version) {
        return jdbc.sql(
                        """
                        select revision, thresholds from model_thresholds
                        where name = ? and version = ? order by revision desc limit 1
                        """)
                .params(version.name(), version.version())
                .query(
                        (row, _) ->
                                new RevisedThresholds(
                                        version,
                                        row.getInt(1),
                                        ManifestJson.readThresholds(row.getString(2))))
                .optional()
                .orElseGet(() -> new RevisedThresholds(version, 1, get(version).thresholds()));
    }

    /**
     * Edits the thresholds of a version.
     *
     * @param edited names the revision that was read
     * @throws RefusedException (409) where somebody else was quicker
     */
    public RevisedThresholds edit(RevisedThresholds edited, String by) {
        ModelReference version = edited.model();
        int current = thresholds(version).revision();
        if (edited.revision() != current) {
            throw Aliases.stale(edited.revision(), current);
        }
        try {
            jdbc.sql(
                            """
                            insert into model_thresholds (name, version, revision, thresholds, changed_by)
                            values (?, ?, ?, cast(? as jsonb), ?)
                            """)
                    .params(
                            version.name(),
                            version.version(),
                            current + 1,
                            ManifestJson.writeThresholds(edited.thresholds()),
                            by)
                    .update();
        } catch (DuplicateKeyException e) {
            throw Aliases.stale(edited.revision(), current + 1);
        }
        return new RevisedThresholds(version, current + 1, edited.thresholds());
    }

    private static RefusedException unknown(ModelReference version) {
        return new RefusedException(
                ErrorCode.NOT_FOUND, "There is no version " + version + " of a model.");
    }
}
