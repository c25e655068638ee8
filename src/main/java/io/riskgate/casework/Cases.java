package io.riskgate.casework;

import io.riskgate.transaction.Page;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.UUID;

/**
 * The cases as analysts work them. Every refusal is a {@link
 * io.riskgate.transaction.RefusedException}: {@code not_found}, or {@code state_conflict} for a
 * stale revision or a step that the case's status does not allow. A null revision is not compared.
 */
public interface Cases {

    /** Those that fit, in an order. */
    Page<FraudCase> page(
            CaseFilter filter, CaseFilter.Sort sort, @Nullable String after, int limit);

    FraudCase get(UUID id);

    /** A case with all that belongs to it. */
    CaseFile file(UUID id);

    /**
     * Gives the caller the open case with the largest amount at risk; two callers never get the
     * same.
     */
    Optional<UUID> next(String caller);

    /** Gives the case to someone, whoever held it. */
    FraudCase assign(UUID id, String assignee, @Nullable Integer revision, String caller);

    /** Puts the case back into the queue. */
    FraudCase release(UUID id, @Nullable Integer revision, String caller);

    /** Marks the case as one for somebody with more to say, and puts it back into the queue. */
    FraudCase escalate(UUID id, String reason, @Nullable Integer revision, String caller);

    /** Adds a note. */
    FraudCase note(UUID id, String text, String caller);

    /** Takes a resolution back; what was reported stands until the case is resolved again. */
    FraudCase reopen(UUID id, String reason, @Nullable Integer revision, String caller);

    /**
     * Closes the case and lists what the resolution names, both or neither; then reports an ANALYST
     * outcome for each of its decisions.
     */
    FraudCase resolve(UUID id, Resolution resolution, @Nullable Integer revision, String caller);
}
