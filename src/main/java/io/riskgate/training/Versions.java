package io.riskgate.training;

import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Where a run finds the champion and puts what it made. */
interface Versions {

    /** The version that serves now. */
    Optional<Champion> champion(String model);

    /**
     * Registers a model under the next version.
     *
     * @param refusal why it must not become champion, or null
     * @return its manifest as it now stands
     */
    Manifest register(Manifest draft, byte[] onnx, @Nullable String refusal);

    /**
     * Makes versions of different models champions, in this order; where one cannot be, those
     * before it go back.
     *
     * @return whether all are; if not, why is logged
     */
    boolean promote(List<ModelReference> versions, String reason);

    /** A serving version. */
    record Champion(Manifest manifest, byte[] onnx) {}
}
