package io.riskgate.training;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The training runs of a running service. */
public interface Retrainings {

    /** The model that is trained where none is named. */
    String model();

    /**
     * Starts a run.
     *
     * @param by who asks for it
     * @throws io.riskgate.transaction.RefusedException (409) while another is under way, here or on
     *     another replica; (400) for candidates or features that cannot be read
     */
    RetrainingRun begin(RunRequest request, String by);

    Optional<RetrainingRun> find(UUID id);

    /**
     * The newest first.
     *
     * @param after the run after which the list goes on, null for its begin
     */
    List<RetrainingRun> list(@Nullable UUID after, int limit);
}
