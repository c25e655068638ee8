package io.riskgate.training;

import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/** Puts what a run made into the registry, refused or not. */
final class Registration {

    private final Versions versions;
    private final TrainingSettings settings;
    private final Instant now;

    Registration(Versions versions, TrainingSettings settings, Instant now) {
        this.versions = versions;
        this.settings = settings;
        this.now = now;
    }

    /**
     * Registers the version that was chosen.
     *
     * @param champion the version it stands in for, null for one that stands for itself
     */
    Manifest register(Judged judged, Trainer trainer, @Nullable ModelReference champion) {
        Contest contest = judged.contest();
        Scored made = contest.made();
        Assessment before = contest.champion();
        Provenance.Data data =
                new Provenance.Data(
                        contest.training(),
                        contest.request().features(),
                        trainer.matrix(contest.training()));
        String refusal = TrainingRun.refusal(judged.gates());
        Provenance.Origin origin =
                new Provenance.Origin(
                        now,
                        Optional.ofNullable(before).map(Assessment::version),
                        Optional.ofNullable(champion),
                        Optional.ofNullable(refusal));
        Manifest draft =
                ManifestDraft.of(
                        contest.request(),
                        made,
                        trainer.matrix(contest.unseen()),
                        made.metrics(settings.costs()),
                        Provenance.of(contest.request(), made.algorithm(), settings, data, origin));
        return versions.register(draft, made.onnx(), refusal);
    }
}
