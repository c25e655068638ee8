package io.riskgate.registry.web;

import io.riskgate.registry.Models;
import io.riskgate.registry.RevisedThresholds;
import io.riskgate.transaction.Changed;
import io.riskgate.transaction.Changes;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

/** Edits of thresholds, each made at once or proposed, as four eyes are configured. */
@Component
class ThresholdChanges implements Changes.Applier {

    private final AdminModels admin;
    private final Models models;
    private final Changes changes;
    private final JsonMapper json = JsonMapper.builder().build();

    ThresholdChanges(AdminModels admin, Models models, Changes changes) {
        this.admin = admin;
        this.models = models;
        this.changes = changes;
    }

    Changed<RevisedThresholds> edit(RevisedThresholds edited, String by) {
        if (!changes.needApproval(kind())) {
            return new Changed.Made<>(admin.edit(edited, by));
        }
        RevisedThresholds before = models.thresholds(edited.model());
        if (before.revision() != edited.revision()) {
            throw new RefusedException(
                    ErrorCode.STATE_CONFLICT,
                    "The thresholds are at revision %d, not %d: read them again."
                            .formatted(before.revision(), edited.revision()));
        }
        return new Changed.Proposed<>(
                changes.propose(
                        new Changes.Draft(
                                kind(), "thresholds.changed", "/thresholds", before, edited),
                        by));
    }

    @Override
    public Changes.Kind kind() {
        return Changes.Kind.THRESHOLDS;
    }

    @Override
    public void apply(String action, String change, String by) {
        admin.edit(json.readValue(change, RevisedThresholds.class), by);
    }
}
