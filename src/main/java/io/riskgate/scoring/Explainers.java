package io.riskgate.scoring;

/** Finds the explainer of a model in its file. */
final class Explainers {

    private Explainers() {}

    static Explainer of(OnnxFile file, ModelShape shape) {
        return file.hasTrees()
                ? Explainer.unavailable("its trees do not say how many rows reached each node")
                : Explainer.unavailable("the model has no trees");
    }
}
